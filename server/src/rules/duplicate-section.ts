import type { Section } from '../structure/sections.ts';
import type { TemplateSection } from '../template/template.ts';
import { titleOf } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Duplicate extends Found {
  readonly section?: never;
  readonly known: TemplateSection;
}

export default defineRule<Duplicate>({
  id: 'duplicate-section',
  group: 'structure',
  severity: 'warning',
  summary: 'A section of the template occurs twice under the same parent.',
  why: 'Readers find one and miss the other. Only the first one counts toward the quality level.',
  examples: {
    bad: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Overview
~~~~~~~~~~~
Refunds go back to the card.
`,
    good: `# Payments

<!-- Phase 0: Project Basics -->
## Overview
Customers pay by card. Refunds go back to the card.

## Quality
- Quality Level: experiment
`,
  },
  *find({ binding }) {
    for (const [section, known] of binding.duplicates) {
      const first = binding.sections.get(known) as Section;
      const { start, end } = first.heading;
      yield {
        at: section.heading,
        known,
        related: [{ in: 'document', start, end, message: 'The first one, which counts' }],
      };
    }
  },
  message: (found) =>
    `${titleOf(found)} is already in this document, and only the first one counts. Merge them, or rename this one.`,
});
