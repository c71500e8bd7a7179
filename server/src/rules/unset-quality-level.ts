import { levelFixes, levelNames, levelWord } from './levels.ts';
import { defineRule, type Found } from './rule.ts';

export default defineRule<Found>({
  id: 'unset-quality-level',
  group: 'quality level',
  severity: 'warning',
  summary: 'The quality level is empty or still the template’s list of choices.',
  why: 'The level decides which sections are due. Until it is chosen a document is judged by the lowest.',
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
      yield { at: field.at.start === field.at.end ? field.whole : field.at };
  },
  say: (_, document) =>
    `No ${levelWord(document)} is chosen, so the document is judged as ${document.level.level?.name}. Choose ${levelNames(document)}.`,
  fix: (_, document) => levelFixes(document),
});
