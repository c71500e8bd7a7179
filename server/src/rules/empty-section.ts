import { type BoundSection, sectionOf } from '../document/document.ts';
import type { Section } from '../structure/sections.ts';
import { requirementOf, titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';
import { blankSections } from './sections.ts';

interface Empty extends Found {
  readonly section: BoundSection;
}

export default defineRule<Empty>({
  id: 'empty-section',
  group: 'content',
  severity: 'progressive',
  summary: 'A section has a heading but no content.',
  why: 'A bare heading looks finished in an outline and tells a reader nothing.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
~~~~~~~~~~~

## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Not applicable: this is a library of test helpers.

## Quality
- Quality Level: experiment

## Open Questions
`,
  },
  *find(document) {
    for (const section of blankSections(document, 'empty')) {
      const { heading } = sectionOf(document, section) as Section;
      if (!section.known.policy['may-be-empty']) yield { at: heading, section };
    }
  },
  message: ({ section }, document) =>
    `${titleOf(section)} is empty but ${requirementOf(document, section)}. Write it, or say “Not applicable” and why.`,
});
