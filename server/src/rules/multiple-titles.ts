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
  why: 'A level 1 heading is the title; what stands under a second one reads as another document.',
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
  say: () =>
    'This is another level 1 heading, so it reads as the title of a new document. Make it a section of this one.',
  fix({ title }, document) {
    // Which of two headings is the section would change with their levels, so the author must see to it.
    const isSection = document.template.sections.some(({ names }) => names.includes(title.name));
    if (isSection) return [];
    const rank = 2 + document.binding.shift;
    const edits = setSectionRank(document, title, rank);
    return [{ title: `Make it a section (${'#'.repeat(rank)})`, edits, preferred: true }];
  },
});

/** The headings of level 1 that are titles; where sections stand at level 1, none is. */
function titlesOf({ template, binding, outline }: DesignDocument): Section[] {
  const highest = Math.min(...template.sections.map(({ rank }) => rank)) + binding.shift;
  if (!template.hasTitle || highest < 2) return [];
  return outline
    .sectionsWhere(({ part }) => part.rank === 1 && part.title !== '')
    .filter((section) => !binding.templates.has(section));
}
