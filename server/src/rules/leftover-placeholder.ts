import { type BoundSection, boundAt, contentOf } from '../document/document.ts';
import { contains } from '../text/range.ts';
import { strictFields } from './choices.ts';
import { quoted, requirementOf, titleOf } from './phrases.ts';
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
  why: 'A section with a placeholder looks finished but is not.',
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
    // Lines of the template and choices that are not made have findings of other rules.
    const choices = strictFields(document).map(({ field }) => field.range);
    for (const section of judgedSections(document)) {
      const { leftovers = [], placeholders = [] } = contentOf(document, section) ?? {};
      const reported = [...choices, ...leftovers];
      const isWhole = section.state === 'unwritten' || section.state === 'empty';
      for (const placeholder of isWhole ? [] : placeholders) {
        const isReported = reported.some((range) => contains(range, placeholder.start));
        if (isReported || boundAt(document, placeholder.start) !== section) continue;
        yield { at: placeholder, section, word: placeholder.word };
      }
    }
  },
  message: ({ word, section }, document) =>
    `Replace ${quoted(word)}. ${titleOf(section)} is ${requirementOf(document, section)}.`,
});
