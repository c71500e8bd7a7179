import type { DesignDocument } from '../document/document.ts';
import { insertLineAbove } from '../document/edits/whole-lines.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { phasesInWords, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Unmarked extends Found {
  readonly section?: never;
  readonly heading: Section;
  readonly known: TemplateSection;
  readonly marker: string;
}

export default defineRule<Unmarked>({
  id: 'missing-phase-marker',
  group: 'phase markers',
  severity: 'hint',
  summary: 'A section has no phase marker, although other sections in the document have one.',
  why: 'If other sections have markers, readers assume that a section without one belongs to no phase.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
~~~~~~~~~~
- Quality Level: experiment
`,
    good: `# Payments

## Overview
Customers pay by card.

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
    const { binding, markers } = document;
    if (!markers.some(({ marker, section }) => marker && section)) return;
    const marked = new Set(markers.map(({ section }) => section));
    for (const [heading, known] of binding.templates) {
      const marker = known.markerText;
      if (!marker || marked.has(heading) || !isInPlace(document, heading)) continue;
      yield { at: heading.heading, heading, known, marker, related: [templateHeading(document, known)] };
    }
  },
  message: ({ known }, document) =>
    `${titleOf({ known })} has no phase marker, but other sections do. It belongs to ${phasesInWords(document, known)}.`,
  fix: ({ heading, marker }, { markdown }) => [
    {
      title: `Insert ${marker}`,
      edits: [insertLineAbove(markdown.text, heading.heading.start, marker)],
      preferred: true,
    },
  ],
  isSafe: () => true,
});

/** A heading that is misspelled or at the wrong level has only that finding until it is fixed. */
function isInPlace({ binding }: DesignDocument, heading: Section): boolean {
  return !binding.wrongRank.has(heading) && !binding.misspelled.has(heading);
}
