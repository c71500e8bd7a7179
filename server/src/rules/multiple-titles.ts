import type { DesignDocument } from '../document/document.ts';
import { setSectionRank } from '../document/edits/headings.ts';
import type { Section } from '../structure/sections.ts';
import { defineRule, type Found } from './rule.ts';

interface FurtherTitle extends Found {
  readonly section?: never;
  readonly title: Section;
}

export default defineRule<FurtherTitle>({
  id: 'multiple-titles',
  group: 'structure',
  severity: 'warning',
  summary: 'The document has more than one level 1 heading.',
  why: 'A level 1 heading is the title of a document. A second one reads as the start of another document.',
  examples: {
    bad: `# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

# Appendix
~~~~~~~~~~

## Fees
Two percent.
`,
    good: `# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Appendix

### Fees
Two percent.
`,
    fixed: `# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Appendix

### Fees
Two percent.
`,
  },
  *find(document) {
    const [first, ...others] = titlesOf(document);
    if (!first) return;
    const { start, end } = first.heading;
    const related = [{ in: 'document', start, end, message: 'The title of the document' }] as const;
    for (const title of others) yield { at: title.heading, title, related };
  },
  message: () =>
    'The document already has a title, and a second level 1 heading reads as a new document. Make it a section.',
  fix({ title }, document) {
    // If the heading has the name of a section, changing its level could change which heading is bound to that section.
    const isSection = document.template.sections.some(({ names }) => names.includes(title.name));
    if (isSection) return [];
    const rank = 2 + document.binding.shift;
    const edits = setSectionRank(document, title, rank);
    return [{ title: `Make it a section (${'#'.repeat(rank)})`, edits, preferred: true }];
  },
});

/** The level 1 headings that are titles. If sections are at level 1, there are none. */
function titlesOf({ template, binding, outline }: DesignDocument): Section[] {
  const highest = Math.min(...template.sections.map(({ rank }) => rank)) + binding.shift;
  if (!template.hasTitle || highest < 2) return [];
  return outline
    .sectionsWhere(({ part }) => part.rank === 1 && part.title !== '')
    .filter((section) => !binding.templates.has(section));
}
