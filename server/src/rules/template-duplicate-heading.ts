import type { TemplateSection } from '../template/template.ts';
import { quoted } from './phrases.ts';
import { defineTemplateRule, type Found } from './rule.ts';

interface Duplicate extends Found {
  readonly known: TemplateSection;
}

export default defineTemplateRule<Duplicate>({
  id: 'template-duplicate-heading',
  group: 'template files',
  severity: 'error',
  summary: 'A template has two headings with the same name under the same parent.',
  why: 'A section of a document could be either of the two.',
  examples: {
    bad: `---
design-docs: {}
---
# Payments

## Risks
Say what may go wrong.

## Design
Say how it works.

## Risks
~~~~~~~~
Say it again.
`,
    good: `---
design-docs: {}
---
# Payments

## Risks
Say what may go wrong.

## Option 1
Say how it works.

## Option 2
Say how it works.
`,
  },
  *find({ template }) {
    const first = new Map<string, TemplateSection>();
    for (const known of template.sections) {
      if (known.isRepeated) continue;
      const key = `${known.parent?.id} ${known.names[0]}`;
      const other = first.get(key);
      if (!other) first.set(key, known);
      else {
        const { start, end } = other.source.heading;
        const related = [{ in: 'document' as const, start, end, message: 'The first one' }];
        yield { at: known.source.heading, known, related };
      }
    }
  },
  message: ({ known }) =>
    `The template has ${quoted(known.title)} more than once here, so documents cannot tell them apart. Rename or merge them.`,
});
