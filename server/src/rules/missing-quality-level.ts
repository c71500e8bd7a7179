import { levelFixes, levelNames } from './levels.ts';
import { defineRule, type Found } from './rule.ts';

export default defineRule<Found>({
  id: 'missing-quality-level',
  group: 'quality level',
  severity: 'warning',
  summary: 'The section for the quality level has no such line.',
  why: 'The level decides which sections are due. Without one a document is judged by the lowest.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
~~~~~~~~~~
Two reviewers read each change.
`,
    good: `---
quality_level: experiment
---
# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
Two reviewers read each change.
`,
    fixed: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

Two reviewers read each change.
`,
  },
  *find({ template, level, binding }) {
    const section = template.levelField && binding.sections.get(template.levelField.section);
    if (section && !level.field) yield { at: section.heading };
  },
  say: (_, document) =>
    `The document names no quality level, so it is judged as ${document.level.level?.name}. Choose ${levelNames(document)}.`,
  fix: (_, document) => levelFixes(document),
});
