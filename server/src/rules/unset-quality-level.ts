import { levelFixes, levelNames, levelWord } from './levels.ts';
import { defineRule, type Found } from './rule.ts';

export default defineRule<Found>({
  id: 'unset-quality-level',
  group: 'quality level',
  severity: 'warning',
  summary: 'The quality level is empty or still the template’s list of choices.',
  why: 'The level decides which sections are required. Until you choose one, the document is checked at the lowest level.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment | prototype | production | secure
                 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
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
  *find({ level: { field } }) {
    if (field?.reading.kind === 'unset')
      yield { at: field.valueRange.start === field.valueRange.end ? field.range : field.valueRange };
  },
  message: (_, document) =>
    `The ${levelWord(document)} is not set, so the document is checked as ${document.level.level?.name}. Choose ${levelNames(document)}.`,
  fix: (_, document) => levelFixes(document),
});
