import { type BoundSection, boundAt, contentOf } from '../document/document.ts';
import { contains } from '../text/range.ts';
import { strictFields } from './choices.ts';
import { quoted, titleOf, whyDue } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { judgedSections } from './sections.ts';

interface LeftPlaceholder extends Found {
  readonly section: BoundSection;
  readonly word: string;
}

export default defineRule<LeftPlaceholder>({
  id: 'leftover-placeholder',
  group: 'content',
  severity: 'progressive',
  summary: 'A placeholder such as TBD or TODO has not been replaced.',
  why: 'A section with a placeholder reads as if it were written, and is not.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
TODO: say who pays.
~~~~

## Quality
- Quality Level: experiment
- Owner: <name of the owner>
         ~~~~~~~~~~~~~~~~~~~
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
A TODO app for card payments; see docs/TODO.md and \`TBD\` in the code.

## Quality
- Quality Level: experiment
- Owner: [the payments team](https://example.com/team)
`,
  },
  *find(document) {
    // One finding is enough where a whole line is the template's, or a choice is not made.
    const choices = strictFields(document).map(({ field }) => field.range);
    for (const section of judgedSections(document)) {
      const { leftovers = [], placeholders = [] } = contentOf(document, section) ?? {};
      const said = [...choices, ...leftovers];
      const isWhole = section.state === 'unwritten' || section.state === 'empty';
      for (const placeholder of isWhole ? [] : placeholders) {
        const isSaid = said.some((range) => contains(range, placeholder.start));
        if (isSaid || boundAt(document, placeholder.start) !== section) continue;
        yield { at: placeholder, section, word: placeholder.word };
      }
    }
  },
  say: ({ word, section }, document) =>
    `${quoted(word)} is a placeholder; ${whyDue(document, section, titleOf(section))}. Write the text that belongs here.`,
});
