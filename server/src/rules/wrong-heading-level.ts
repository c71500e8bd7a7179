import { setSectionRank, shiftAllRanks } from '../document/edits/headings.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { quoted, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface WrongRank extends Found {
  readonly section?: never;
  readonly heading: Section;
  readonly known: TemplateSection;
  /** By how many ranks all headings of the document are off; 0 if it is this one alone. */
  readonly shift: number;
}

export default defineRule<WrongRank>({
  id: 'wrong-heading-level',
  group: 'structure',
  severity: 'warning',
  summary: 'The heading of a section has a different level than in the template.',
  why: 'The level of a heading says what belongs to what; outlines and tables of contents follow it.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

### Quality
~~~~~~~~~~~
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
  },
  *find(document) {
    const { binding, outline } = document;
    const shift = binding.isShiftFine ? 0 : binding.shift;
    if (shift === 0 && binding.wrongRank.size === 0) return;
    for (const heading of outline.sections) {
      const known = binding.templates.get(heading);
      if (!known || (shift === 0 && !binding.wrongRank.has(heading))) continue;
      yield {
        at: heading.heading,
        heading,
        known,
        shift,
        related: [templateHeading(document, known)],
      };
      if (shift !== 0) return;
    }
  },
  say({ heading, known, shift }, { binding }) {
    if (shift !== 0) {
      const [how, what] = shift > 0 ? ['deeper', 'Raise'] : ['higher', 'Lower'];
      return `All sections stand ${Math.abs(shift)} heading level ${how} than in the template, from here on. ${what} them all.`;
    }
    return `${titleOf({ known, node: heading.node })} is a level ${heading.rank} heading; the template has it at level ${known.rank + binding.shift}${binding.isShiftFine ? ', below the title' : ''}. Change its level.`;
  },
  fix({ heading, known, shift }, document) {
    if (shift === 0) {
      const rank = known.rank + document.binding.shift;
      const edits = setSectionRank(document, heading, rank);
      const taken = firstTaken(heading, rank);
      const preview = taken && `${quoted(taken.title)} then belongs to ${quoted(heading.title)}`;
      return [
        { title: `Make it a level ${rank} heading`, edits, preferred: true, ...(preview && { preview }) },
      ];
    }
    const title = `${shift > 0 ? 'Raise' : 'Lower'} all headings by ${Math.abs(shift)}`;
    return [{ title, edits: shiftAllRanks(document, -shift), preferred: true }];
  },
});

/** The first section that a heading takes from the one around it when it is raised. */
function firstTaken({ parent, end }: Section, rank: number): Section | undefined {
  return parent?.children.find((next) => next.start === end && next.rank > rank);
}
