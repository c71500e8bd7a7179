import { fieldsIn, frontMatterFields, type LocatedField } from '../structure/fields.ts';
import { markerOf } from '../structure/phase-marker.ts';
import { type ChoiceField, findChoices, levelFieldName } from '../template/levels.ts';
import type { Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { quoted } from './phrases.ts';
import { defineTemplateRule, type Found, type Severity } from './rule.ts';

interface WrongLevels extends Found {
  readonly severity: Severity;
  readonly message: string;
}

export default defineTemplateRule<WrongLevels>({
  id: 'template-level',
  group: 'template files',
  severity: 'error',
  summary:
    'A template lists its quality levels twice in different ways, lists a level twice, or filters by a level that it does not list.',
  why: 'The levels and their order decide which sections a document needs. They come from one list only.',
  examples: {
    bad: `---
design-docs: {}
---
# Payments

## Quality
- Quality Level: draft | final

## Review
- Quality Level: draft | reviewed | final
                 ~~~~~~~~~~~~~~~~~~~~~~~~
`,
    good: `---
design-docs: {}
---
# Payments

## Quality
- Quality Level: draft | reviewed | final

## Review
- Reviewer: one | two
`,
  },
  *find({ template }) {
    const name = levelFieldName(template.policy);
    const isLevelField = (field: LocatedField | ChoiceField): boolean =>
      field.name === name || fold(field.label) === name;
    const [first, ...others] = findChoices(template.markdown, template.outline).filter(isLevelField);
    if (first) {
      yield* levelsListedTwice(first);
      for (const other of others) yield* otherLevels(first, other);
      return;
    }
    const field = allFields(template).find(isLevelField);
    const qualifier = firstQualifier(template);
    if (field && qualifier !== undefined)
      yield { at: placeOf(field), severity: 'warning', message: noLevels(field.label, qualifier) };
  },
  message: ({ message }) => message,
});

function* levelsListedTwice({ label, values, range: at }: ChoiceField): Generator<WrongLevels> {
  const names = values.map(fold);
  const twice = values.find((_, index) => names.indexOf(names[index] as string) !== index);
  if (twice === undefined) return;
  const message = `${quoted(label)} lists ${quoted(twice)} twice. Remove one of them.`;
  yield { at, severity: 'error', message };
}

function* otherLevels(first: ChoiceField, { label, values, range: at }: ChoiceField): Generator<WrongLevels> {
  if (values.map(fold).join('|') === first.values.map(fold).join('|')) return;
  const message = `${quoted(label)} differs from the first such field, and only the first one counts. Make the levels the same, or rename this field.`;
  const related = [{ in: 'document' as const, ...first.range, message: 'The levels that count' }];
  yield { at, severity: 'error', message, related };
}

function noLevels(label: string, qualifier: string): string {
  return `${quoted(label)} lists no levels, so “(${qualifier})” in a phase marker is only a note. List them, as in “low | high”, or rename this field.`;
}

function allFields({ markdown, outline }: Template): LocatedField[] {
  const blocks = [outline.preamble, ...outline.sections.map((section) => section.blocks)];
  return [...frontMatterFields(markdown), ...blocks.flatMap((each) => [...fieldsIn(markdown.text, each)])];
}

function firstQualifier({ markdown, outline }: Template): string | undefined {
  const comments = outline.sections.flatMap(({ lead }) => lead);
  const alternatives = comments.flatMap((comment) => markerOf(markdown.text, comment)?.alternatives ?? []);
  return alternatives.find(({ qualifier }) => qualifier.length > 0)?.qualifier.join('/');
}

/** The value, or the label if there is no value. */
function placeOf({ valueRange: at, range: whole }: LocatedField): Range {
  return at.start < at.end ? at : whole;
}
