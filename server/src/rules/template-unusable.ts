import { LIMITS, type Unusable } from '../template/template-file.ts';
import { inDigits, LARGEST } from '../text/limits.ts';
import { lineRangeAt } from '../text/lines.ts';
import { defineTemplateRule } from './rule.ts';

export default defineTemplateRule({
  id: 'template-unusable',
  group: 'template files',
  severity: 'error',
  summary: 'A template has no section headings, or is too long to check documents against.',
  why: 'No document is checked by it. While it was usable before, its last usable version stays in force.',
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
  say: (_, { unusable }) => (unusable ? WHY[unusable]() : ''),
});

/** Each is put together when it is said: the first number that is written in a language's way costs the start some 30 ms. */
const WHY: Readonly<Record<Unusable, () => string>> = {
  'too long': () =>
    `This template is longer than ${inDigits(LIMITS.characters)} characters, so its last usable version counts, if there was one. Shorten it to what authors are to write.`,
  'long front matter': () =>
    `This template has front matter of more than ${inDigits(LARGEST.frontMatter)} characters, so its last usable version counts, if there was one. Shorten that to a policy.`,
  'too many headings': () =>
    `This template has more than ${inDigits(LIMITS.headings)} headings, so its last usable version counts, if there was one. Remove those that are no sections of a document.`,
  'no heading': () =>
    'This template has no heading below its title, so its last usable version counts, if there was one. Give it a heading for each section of a document.',
};
