import { lineIn } from '../markdown/markdown.ts';
import { levelFixes, levelNames, levelWord } from './levels.ts';
import { defineRule, type Found } from './rule.ts';

export default defineRule<Found>({
  id: 'missing-quality-level',
  group: 'quality level',
  severity: 'warning',
  summary: 'The document does not have a field for its quality level.',
  why: 'The level decides which sections are required. A document without one is checked at the lowest level.',
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
  *find({ template, level, binding, outline, markdown }) {
    const { levelField } = template;
    if (!levelField || level.field) return;
    const section = levelField.section ? binding.sections.get(levelField.section) : outline.sections[0];
    if (section) yield { at: section.heading };
    else if (!levelField.section) yield { at: lineIn(markdown, 0) };
  },
  message: (_, document) =>
    `The document has no ${levelWord(document)}, so it is checked as ${document.level.level?.name}. Choose ${levelNames(document)}.`,
  fix: (_, document) => levelFixes(document),
});
