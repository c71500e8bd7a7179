import { setField } from '../document/edits/set-level.ts';
import type { LevelUse } from '../document/level.ts';
import type { Level } from '../template/template.ts';
import { defineRule, type Found } from './rule.ts';

interface Conflict extends Found {
  readonly section?: never;
  readonly use: LevelUse;
  readonly says: Level;
  readonly level: Level;
}

export default defineRule<Conflict>({
  id: 'conflicting-quality-level',
  group: 'quality level',
  severity: 'error',
  summary: 'The document states two different quality levels.',
  why: 'A reader who sees only one of them is misled about what the document must contain.',
  examples: {
    bad: `# Payments

Quality Level: production
               ~~~~~~~~~~

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    good: `# Payments

Quality Level: experiment

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

Quality Level: experiment

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
  },
  *find({ level: { field, conflicts, level } }) {
    if (!field || !level) return;
    const { start, end } = field.valueRange;
    for (const use of conflicts) {
      if (use.reading.kind !== 'set') continue;
      const related = [{ in: 'document' as const, start, end, message: 'The level that counts' }];
      yield { at: use.valueRange, use, says: use.reading.level, level, related };
    }
  },
  message: ({ says, level }) =>
    `This says ${says.name}, but the document's level is ${level.name}. Change one to match the other.`,
  fix({ use, says, level }, document) {
    const { field, agreeing } = document.level;
    const others = [...(field ? [field] : []), ...agreeing].map((other) => setField(document, other, says));
    return [
      { title: `Change this to ${level.name}`, edits: [setField(document, use, level)] },
      { title: `Set the document's level to ${says.name}`, edits: others },
    ];
  },
});
