import { distance } from 'fastest-levenshtein';
import { levelFixes, levelNames, levelWords } from './levels.ts';
import { excerpt, quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface UnknownLevel extends Found {
  readonly section?: never;
  readonly value: string;
}

export default defineRule<UnknownLevel>({
  id: 'unknown-quality-level',
  group: 'quality level',
  severity: 'error',
  summary: 'The quality level is not one of the template’s levels.',
  why: 'Without a known level, nobody can tell what the document must contain.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: prodution
                 ~~~~~~~~~
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- **Quality Level:** Experiment (until the pilot ends).
`,
    fixed: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: production
`,
  },
  *find({ level: { field } }) {
    if (field?.reading.kind === 'unknown') yield { at: field.valueRange, value: field.reading.value };
  },
  message: ({ value }, document) =>
    `${quoted(excerpt(value))} is not one of the template's ${levelWords(document)}. Choose ${levelNames(document)}.`,
  fix({ value }, document) {
    const fixes = document.template.levels.map((level, index) => ({
      fix: levelFixes(document)[index],
      edits: distance(value.toLowerCase(), level.name.toLowerCase()),
    }));
    return fixes.sort((a, b) => a.edits - b.edits).flatMap(({ fix }) => fix ?? []);
  },
});
