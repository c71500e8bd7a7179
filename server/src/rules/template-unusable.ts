import { LIMITS, type Unusable } from '../template/template-file.ts';
import { inDigits, LARGEST } from '../text/limits.ts';
import { lineRangeAt } from '../text/lines.ts';
import { defineTemplateRule } from './rule.ts';

export default defineTemplateRule({
  id: 'template-unusable',
  group: 'template files',
  severity: 'error',
  summary: 'A template has no section headings, or is too long to check documents against.',
  why: 'No document can be checked against it. If it was usable before, its last usable version stays in effect.',
  examples: {
    bad: `---
~~~
design-docs: {}
---
# Payments

Say what may go wrong.
`,
    good: `---
design-docs: {}
---
# Payments

## Risks
Say what may go wrong.
`,
  },
  *find({ unusable, markdown: { text } }) {
    const start = text.startsWith('\uFEFF') ? 1 : 0;
    if (unusable) yield { at: { start, end: Math.max(start, lineRangeAt(text, start).end) } };
  },
  message: (_, { unusable }) => (unusable ? MESSAGES[unusable]() : ''),
});

/** Functions, because the first number formatted for a locale takes about 30 ms, which would slow down every start. */
const MESSAGES: Readonly<Record<Unusable, () => string>> = {
  'too long': () =>
    `This template has more than ${inDigits(LIMITS.characters)} characters. Shorten it; until then, its last usable version is used, if any.`,
  'long front matter': () =>
    `The front matter of this template has more than ${inDigits(LARGEST.frontMatter)} characters. Shorten it; until then, the last usable version is used, if any.`,
  'too many headings': () =>
    `This template has more than ${inDigits(LIMITS.headings)} headings. Remove some; until then, its last usable version is used, if any.`,
  'no heading': () =>
    'This template has no headings below its title. Add one for each section; until then, its last usable version is used, if any.',
};
