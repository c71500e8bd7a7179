import type { DesignDocument } from '../document/document.ts';
import { insertLineAbove } from '../document/edits/whole-lines.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { phasesInWords, quoted, templateHeading } from './phrases.ts';
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
  summary: 'A section has no phase marker, although other sections of the document have theirs.',
  why: 'Readers who find markers elsewhere take a section without one as due in no phase.',
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
  say: ({ known }, document) =>
    `${known.title} has no phase marker, though other sections here have theirs; the template gives it ${quoted(phasesInWords(document, known))}. Insert the marker.`,
  fix: ({ heading, marker }, { markdown }) => [
    {
      title: `Insert ${marker}`,
      edits: [insertLineAbove(markdown.text, heading.heading.start, marker)],
      preferred: true,
    },
  ],
  isSafe: () => true,
});

/** Headings that are not quite the template's are to be mended first, and say no more until then. */
function isInPlace({ binding }: DesignDocument, heading: Section): boolean {
  return !binding.wrongRank.has(heading) && !binding.misspelled.has(heading);
}
