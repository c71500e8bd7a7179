import { distance } from 'fastest-levenshtein';
import { boundAt } from '../document/document.ts';
import { setValue } from '../document/edits/set-level.ts';
import { fixedPart, type StrictField, strictFields } from './choices.ts';
import { excerpt, listed, quoted } from './phrases.ts';
import { defineRule, type Found } from './rule.ts';

interface UnknownChoice extends Found, StrictField {
  readonly section?: never;
}

export default defineRule<UnknownChoice>({
  id: 'unknown-choice',
  group: 'content',
  severity: 'warning',
  summary: 'The value of a field is not one of the choices that the template allows.',
  why: 'Reports and searches group documents by such fields and miss other values.',
  examples: {
    template: `---
design-docs:
  strict-choices: [Status]
---
# Decision
- Status: proposed | accepted | superseded by ADR-0000

## Context
Say why a decision is due.
`,
    bad: `# Cards only
- Status: acepted
          ~~~~~~~

## Context
Cash is slow.
`,
    good: `# Cards only
- **Status:** Superseded by [the next decision](0002-cash.md).

## Context
Cash is slow.
`,
    fixed: `# Cards only
- Status: accepted

## Context
Cash is slow.
`,
  },
  *find(document) {
    for (const found of strictFields(document)) {
      const { field, reading } = found;
      // An unwritten section has only that finding.
      const isBegun = boundAt(document, field.valueRange.start)?.state !== 'unwritten';
      if (reading.kind === 'set' || !isBegun) continue;
      yield {
        ...found,
        at: field.valueRange.start === field.valueRange.end ? field.range : field.valueRange,
      };
    }
  },
  message({ field, choice, reading }) {
    const values = listed(choice.values, 'or');
    const advice = values.length <= 120 ? `Choose ${values}.` : 'Choose one of those in the template.';
    if (reading.kind !== 'unknown') return `${field.label} is not set. ${advice}`;
    const value = quoted(excerpt(reading.value));
    return `${value} is not one of the template's ${field.label} values. ${advice}`;
  },
  fix({ field, choice, reading }, { markdown: { text } }) {
    // Only the author can complete a value such as “superseded by …”.
    const values = [...new Set(choice.values)].filter((value) => fixedPart(value) === value);
    if (values.length > 6) return [];
    const edits = (value: string): number =>
      reading.kind === 'unknown' ? distance(reading.value.toLowerCase(), value.toLowerCase()) : 0;
    return values
      .toSorted((a, b) => edits(a) - edits(b))
      .map((name) => ({
        title: `Set ${field.label} to ${name}`,
        edits: [setValue(text, field.valueRange, values, name)],
      }));
  },
});
