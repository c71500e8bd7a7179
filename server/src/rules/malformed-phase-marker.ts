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
  why: 'A marker that cannot be read marks nothing.',
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
  say: ({ use }, document) => `${whatIsWrong(document, use)} Correct the marker.`,
  fix({ use }, document) {
    const marker = intendedMarker(document, use);
    const remove = { title: 'Remove the phase marker', edits: removeComment(document.markdown, use.comment) };
    // A heading that has its marker needs no second one.
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
    return 'This phase marker cannot be read; it should be like “Phase 1: Name”.';
  for (const { number, name } of reading.alternatives) {
    const phase = template.phases.find((known) => known.number === number);
    const all = listed(template.phases.map((known) => String(known.number)));
    if (!phase)
      return `The template has no ${template.phases.length > 0 ? `Phase ${number}, only ${all}` : 'phases'}.`;
    if (fold(phase.name) !== fold(name))
      return `Phase ${number} is ${quoted(phase.name)} in the template, not ${quoted(name)}.`;
  }
  const levels = new Set(template.levels.map((level) => fold(level.name)));
  const unknown = reading.alternatives
    .flatMap(({ qualifier }) => qualifier)
    .filter((part) => !levels.has(fold(part)));
  return `${quoted(unknown.join('/'))} is no quality level of the template.`;
}

/** The template's marker of the section below, else the phase of the number that the comment names. */
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
