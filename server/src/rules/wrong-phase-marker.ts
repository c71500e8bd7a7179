import { markerTextOf, removeComment, replaceComment } from '../document/edits/markers.ts';
import type { MarkerUse } from '../document/markers.ts';
import { levelFilter, type PhaseMarker } from '../structure/phase-marker.ts';
import type { Template, TemplateSection } from '../template/template.ts';
import { memo } from '../text/memo.ts';
import { decidingMarkers, saysOnlyPhases } from './markers.ts';
import { phasesInWords, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface WrongMarker extends Found {
  readonly section?: never;
  readonly use: MarkerUse;
  readonly known: TemplateSection;
}

export default defineRule<WrongMarker>({
  id: 'wrong-phase-marker',
  group: 'phase markers',
  severity: 'warning',
  summary: 'The phase marker above a section differs from the template’s marker for that section.',
  why: 'The marker tells readers when the section is due, but the section is checked by the template’s marker.',
  examples: {
    bad: `# Payments

<!-- Phase 2: Production Readiness -->
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
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

<!-- Phase 0: Project Basics -->
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
  *find(document) {
    for (const [section, use] of decidingMarkers(document)) {
      const known = document.binding.templates.get(section);
      if (!known || isSame(document.template, known, use)) continue;
      yield { at: use.comment, use, known, related: [templateHeading(document, known)] };
    }
  },
  message({ known }, document) {
    const phases = phasesInWords(document, known);
    if (!phases) return `${titleOf({ known })} belongs to no phase in the template. Remove the marker.`;
    return `${titleOf({ known })} belongs to ${phases} in the template. Correct the marker.`;
  },
  fix({ use, known }, document) {
    const { template, markdown, markers } = document;
    const marker = markerTextOf(template, known);
    if (marker)
      return [
        { title: `Change to ${marker}`, edits: [replaceComment(use.comment, marker)], preferred: true },
      ];
    // All markers of the section are wrong, so remove all of them.
    const wrong = markers.filter((other) => other.marker && other.section === use.section);
    const edits = wrong.flatMap(({ comment }) => removeComment(markdown, comment));
    return [{ title: 'Remove the phase marker', edits, preferred: true }];
  },
  isSafe: ({ use, known }, document) =>
    markerTextOf(document.template, known) !== undefined && saysOnlyPhases(document, use.comment),
});

/** Whether a marker has the same phases at the same levels as the template, in any order. */
function isSame(template: Template, known: TemplateSection, { marker }: MarkerUse): boolean {
  return marker !== undefined && agrees(marker, known, template);
}

const agrees = memo((marker: PhaseMarker, known: TemplateSection, template: Template): boolean => {
  const names = template.levels.map((level) => level.name);
  const said = marker.alternatives.map((part) => phaseKey(part.number, levelFilter(part, names)));
  const meant = known.phases.map((phase) => phaseKey(phase.number, phase.levels && [...phase.levels]));
  return said.sort().join() === meant.sort().join();
});

function phaseKey(number: number, levels: readonly string[] | undefined): string {
  return `${number}(${[...(levels ?? [])].sort().join('/')})`;
}
