import { type BoundSection, sectionOf } from '../document/document.ts';
import type { Section } from '../structure/sections.ts';
import { requirementOf, templateHeading, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { blankSections } from './sections.ts';

interface Unwritten extends Found {
  readonly section: BoundSection;
}

export default defineRule<Unwritten>({
  id: 'unwritten-section',
  group: 'content',
  severity: 'progressive',
  summary: 'A section contains only the template’s text.',
  why: 'Guidance tells the author what to write. It tells readers nothing about the design.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
~~~~~~~~~~~
Summarize the problem, the target users, and the outcomes
this design aims to deliver. *Keep* this section concise and business-oriented.

## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
- Guidance (apply based on chosen level):
  - Experiment: speed over rigor; minimal tests; throwaway acceptable.
`,
  },
  *find(document) {
    for (const section of blankSections(document, 'unwritten')) {
      yield {
        at: (sectionOf(document, section) as Section).heading,
        section,
        related: [templateHeading(document, section.known)],
      };
    }
  },
  message: ({ section }, document) =>
    `${titleOf(section)} is not written yet. It is ${requirementOf(document, section)}.`,
});
