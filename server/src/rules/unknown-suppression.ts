import { distance } from 'fastest-levenshtein';
import type { Suppression } from '../document/suppressions.ts';
import { quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface Unknown extends Found {
  readonly problem: 'rule' | 'no rule' | 'no reason';
  readonly name: string;
  readonly nearest: string | undefined;
}

export default defineRule<Unknown>({
  id: 'unknown-suppression',
  group: 'suppressions',
  severity: 'warning',
  summary: 'A suppression names no rule or an unknown rule, or has no reason.',
  why: 'Without a known rule, the comment suppresses nothing. Without a reason, nobody can tell later whether it is still needed.',
  examples: {
    bad: `# Payments

## Overview
Customers pay by card.

<!-- design-docs-disable empty-sectoin: the team is being hired -->
                         ~~~~~~~~~~~~~
## Quality
- Quality Level: experiment
`,
    good: `# Payments

<!-- design-docs-disable empty-section: the product brief has the overview -->
## Overview

## Quality
- Quality Level: experiment
`,
    fixed: `# Payments

## Overview
Customers pay by card.

<!-- design-docs-disable empty-section: the team is being hired -->
## Quality
- Quality Level: experiment
`,
  },
  *find({ suppressions }, { ruleIds }) {
    for (const suppression of suppressions) yield* problemsOf(suppression, ruleIds);
  },
  message({ problem, name, nearest }) {
    if (problem === 'no rule') return 'This suppression names no rule, so it has no effect. Add a rule name.';
    if (problem === 'no reason')
      return 'This suppression has no reason, so nobody can tell when to remove it. Add “: ” and the reason.';
    const advice = nearest ? `Did you mean ${quoted(nearest)}?` : 'Correct the name, or remove it.';
    return `There is no rule ${quoted(name)}. ${advice}`;
  },
  fix({ at, nearest }) {
    if (!nearest) return [];
    return [{ title: `Change to ${nearest}`, edits: [{ ...at, newText: nearest }], preferred: true }];
  },
});

function* problemsOf(
  { comment, rules, reason }: Suppression,
  ruleIds: readonly string[],
): Generator<Unknown> {
  if (rules.length === 0) yield { at: comment, problem: 'no rule', name: '', nearest: undefined };
  else if (reason === '') yield { at: comment, problem: 'no reason', name: '', nearest: undefined };
  for (const { name, start, end } of rules) {
    if (ruleIds.includes(name)) continue;
    const [nearest] = ruleIds
      .map((id) => ({ id, edits: distance(id, name) }))
      .filter(({ edits }) => edits <= 3)
      .sort((a, b) => a.edits - b.edits);
    yield { at: { start, end }, problem: 'rule', name, nearest: nearest?.id };
  }
}
