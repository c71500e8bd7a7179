import type { DesignDocument } from '../document/document.ts';
import { markerTextOf, phaseText, removeComment, replaceComment } from '../document/edits/markers.ts';
import type { MarkerUse } from '../document/markers.ts';
import { readPhaseMarker } from '../structure/phase-marker.ts';
import { fold } from '../text/fold.ts';
import { decidingMarkers, saysOnlyPhases } from './markers.ts';
import { listed, quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Malformed extends Found {
  readonly section?: never;
  readonly use: MarkerUse;
}

export default defineRule<Malformed>({
  id: 'malformed-phase-marker',
  group: 'phase markers',
  severity: 'warning',
  summary:
    'A comment starts like a phase marker but cannot be parsed, or names a phase or level that the template does not have.',
  why: 'A marker that cannot be parsed has no effect.',
  examples: {
    bad: `# Payments

<!-- Phase 0 - Project Basics -->
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

<!-- Phase out the old ledger first. -->
## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

<!-- Phase 0: Project Basics -->
## Quality
- Quality Level: experiment
`,
  },
  *find({ markers }) {
    for (const use of markers) if (!use.marker) yield { at: use.comment, use };
  },
  message: ({ use }, document) => whatIsWrong(document, use),
  fix({ use }, document) {
    const marker = intendedMarker(document, use);
    const remove = { title: 'Remove the phase marker', edits: removeComment(document.markdown, use.comment) };
    // If the heading has a correct marker, it does not need this one.
    if (use.section && decidingMarkers(document).has(use.section)) return [{ ...remove, preferred: true }];
    if (!marker) return [remove];
    return [
      { title: `Change to ${marker}`, edits: [replaceComment(use.comment, marker)], preferred: true },
      remove,
    ];
  },
  isSafe: ({ use }, document) => saysOnlyPhases(document, use.comment),
});

function whatIsWrong(document: DesignDocument, use: MarkerUse): string {
  const { template } = document;
  const reading = readPhaseMarker(bodyOf(document, use));
  if (typeof reading !== 'object')
    return 'This phase marker cannot be parsed. Write it like “Phase 1: Name”.';
  if (template.phases.length === 0) return 'The template has no phases. Remove the marker.';
  for (const { number, name } of reading.alternatives) {
    const phase = template.phases.find((known) => known.number === number);
    const all = template.phases.map((known) => String(known.number));
    if (!phase) return `The template has no Phase ${number}. Use Phase ${listed(all, 'or')}.`;
    if (fold(phase.name) !== fold(name))
      return `Phase ${number} is named ${quoted(phase.name)} in the template, not ${quoted(name)}. Correct the marker.`;
  }
  const levels = new Set(template.levels.map((level) => fold(level.name)));
  const unknown = reading.alternatives
    .flatMap(({ qualifier }) => qualifier)
    .filter((part) => !levels.has(fold(part)));
  return `The template has no quality level ${listed(unknown.map(quoted), 'or')}. Correct the marker.`;
}

/** The template's marker for the section below, or else the template's phase with the number in the comment. */
function intendedMarker(document: DesignDocument, use: MarkerUse): string | undefined {
  const { template, binding } = document;
  const known = use.section && binding.templates.get(use.section);
  if (known) return markerTextOf(template, known);
  const number = Number(/\d+/.exec(bodyOf(document, use))?.[0]);
  return template.phases.some((phase) => phase.number === number)
    ? `<!-- ${phaseText(template, number)} -->`
    : undefined;
}

function bodyOf({ markdown }: DesignDocument, { comment }: MarkerUse): string {
  return markdown.slice(comment.body.start, comment.body.end);
}
