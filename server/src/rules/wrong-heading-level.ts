import { setSectionRank, shiftAllRanks } from '../document/edits/headings.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { quoted, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface WrongRank extends Found {
  readonly section?: never;
  readonly heading: Section;
  readonly known: TemplateSection;
  /** How many ranks deeper all headings of the document are than in the template; 0 if only this heading is wrong. */
  readonly shift: number;
}

export default defineRule<WrongRank>({
  id: 'wrong-heading-level',
  group: 'structure',
  severity: 'warning',
  summary: 'The heading of a section has a different level than in the template.',
  why: 'Outlines, tables of contents, and checks use the level of a heading to tell which section it belongs to.',
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
  message({ heading, known, shift }, { binding }) {
    if (shift !== 0) {
      const [how, change] = shift > 0 ? ['deeper', 'Raise'] : ['higher', 'Lower'];
      return `All headings are ${levels(shift)} ${how} than in the template. ${change} all of them.`;
    }
    const title = titleOf({ known, node: heading.node });
    const model = binding.isShiftFine ? 'to match the other sections' : 'as in the template';
    return `${title} is a level ${heading.rank} heading. Change it to level ${known.rank + binding.shift}, ${model}.`;
  },
  fix({ heading, known, shift }, document) {
    if (shift === 0) {
      const rank = known.rank + document.binding.shift;
      const edits = setSectionRank(document, heading, rank);
      const taken = firstTaken(heading, rank);
      const preview = taken && `${quoted(taken.title)} becomes part of ${quoted(heading.title)}`;
      return [
        { title: `Make it a level ${rank} heading`, edits, preferred: true, ...(preview && { preview }) },
      ];
    }
    const title = `${shift > 0 ? 'Raise' : 'Lower'} all headings by ${levels(shift)}`;
    return [{ title, edits: shiftAllRanks(document, -shift), preferred: true }];
  },
});

/** `1 level`, `2 levels`. */
function levels(shift: number): string {
  return Math.abs(shift) === 1 ? '1 level' : `${Math.abs(shift)} levels`;
}

/** The first section that becomes part of a heading when that heading is raised. */
function firstTaken({ parent, end }: Section, rank: number): Section | undefined {
  return parent?.children.find((next) => next.start === end && next.rank > rank);
}
