import { removeComment } from '../document/edits/markers.ts';
import type { NamedRule, Suppression } from '../document/suppressions.ts';
import { quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Unused extends Found {
  readonly suppression: Suppression;
  readonly named: NamedRule;
}

export default defineRule<Unused>({
  id: 'unused-suppression',
  group: 'suppressions',
  severity: 'hint',
  summary: 'A suppression names a rule that finds nothing there.',
  why: 'A suppression that outlives its reason hides the next problem of that kind.',
  examples: {
    bad: `# Payments

<!-- design-docs-disable empty-section: will be written next week -->
                         ~~~~~~~~~~~~~
## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- design-docs-disable empty-section: will be written next week -->
## Overview

## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment
`,
  },
  *find({ suppressions }, { unused, ruleIds }) {
    for (const suppression of suppressions) {
      const names = new Set(unused(suppression).filter((name) => ruleIds.includes(name)));
      for (const named of suppression.rules) {
        if (names.has(named.name)) yield { at: named, suppression, named };
      }
    }
  },
  message: ({ named }) =>
    `${quoted(named.name)} finds nothing here, so this suppression has no effect. Remove it.`,
  fix({ suppression, named }, { markdown }) {
    const { rules, comment } = suppression;
    if (rules.length === 1)
      return [{ title: 'Remove the suppression', edits: removeComment(markdown, comment), preferred: true }];
    const index = rules.indexOf(named);
    const next = rules[index + 1];
    const range = next
      ? { start: named.start, end: next.start }
      : { start: rules[index - 1]?.end ?? named.start, end: named.end };
    return [
      {
        title: `Remove ${named.name} from the suppression`,
        edits: [{ ...range, newText: '' }],
        preferred: true,
      },
    ];
  },
  // The reason is the author's text, so only the author removes it.
  isSafe: ({ suppression: { rules, reason } }) => rules.length > 1 || reason === '',
});
