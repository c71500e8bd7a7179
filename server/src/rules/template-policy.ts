import type { LocatedProblem } from '../template/template-file.ts';
import { defineTemplateRule, type Found, type Severity } from './rule.ts';

interface Wrong extends Found {
  readonly problem: LocatedProblem;
  readonly severity: Severity;
}

export default defineTemplateRule<Wrong>({
  id: 'template-policy',
  group: 'template files',
  severity: 'error',
  summary:
    'The policy in a template’s front matter is not valid YAML, has an invalid key or value, or names something that the template does not have.',
  why: 'Invalid parts of the policy are ignored when documents are checked.',
  examples: {
    bad: `---
design-docs:
  sections:
    Risk:
    ~~~~
      required-from: production
                     ~~~~~~~~~~
      aliases: Dangers
               ~~~~~~~
---
# Payments

## Risks
Say what may go wrong.
`,
    good: `---
design-docs:
  sections:
    Risks:
      required-from: production
      aliases: [Dangers]
---
# Payments

## Risks
- Quality Level: experiment | production
- Say what may go wrong.
`,
  },
  *find({ policyProblems }) {
    for (const problem of policyProblems)
      yield { at: problem, problem, severity: problem.isError ? 'error' : 'warning' };
  },
  message: ({ problem }) => problem.message,
});
