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
  why: 'Such a comment suppresses nothing, or nobody can tell later whether it is still needed.',
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

<!-- design-docs-disable empty-section: the pitch is in the paper -->
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
  say({ problem, name, nearest }) {
    if (problem === 'no rule') return 'This suppression names no rule, so it does nothing. Name the rules.';
    if (problem === 'no reason')
      return 'This suppression gives no reason, so nobody can tell when it may go. Add “: ” and the reason.';
    const advice = nearest ? `Did you mean ${quoted(nearest)}?` : 'Name one that exists, or remove it.';
    return `There is no rule ${quoted(name)}, so nothing is suppressed. ${advice}`;
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
