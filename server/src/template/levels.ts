import type { Markdown } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import { fieldsIn, foldKey, frontMatterFields, type LocatedField } from '../structure/fields.ts';
import type { Outline, Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import type { Policy } from './policy.ts';

/** A field of a template whose value lists choices, `a | b | c`; see docs/reference.md, "Fields and choices". */
export interface ChoiceField {
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  readonly place: 'section' | 'preamble' | 'front-matter';
  /** The section of the template that contains the field; `undefined` above the sections and in the front matter. */
  readonly source: Section | undefined;
  /** The source of the value, with all choices. */
  readonly text: string;
  /** Two or more choices, without emphasis. */
  readonly values: readonly string[];
  /** The range of the value in the template. */
  readonly range: Range;
}

/** The folded label of the level field: `level-field` in the policy, otherwise `Quality Level`. */
export function levelFieldName(policy: Policy): string {
  return foldKey(policy['level-field'] ?? 'Quality Level');
}

/** All choice fields of a template in document order, those in the front matter first. */
export function findChoices(markdown: Markdown, outline: Outline): ChoiceField[] {
  const { text } = markdown;
  const choice = (
    field: LocatedField,
    place: ChoiceField['place'],
    source: Section | undefined,
  ): readonly ChoiceField[] => {
    const { label, name, value, valueRange: range } = field;
    const values = choicesOf(value);
    if (values.length < 2) return [];
    return [{ label, name, range, text: text.slice(range.start, range.end), values, place, source }];
  };
  const within = (source: Section): readonly ChoiceField[] => {
    const place = source.rank === 1 && source === outline.sections[0] ? 'preamble' : 'section';
    return [...fieldsIn(text, source.blocks)].flatMap((field) => choice(field, place, source));
  };
  return [
    ...frontMatterFields(markdown).flatMap((field) => choice(field, 'front-matter', undefined)),
    ...[...fieldsIn(text, outline.preamble)].flatMap((field) => choice(field, 'preamble', undefined)),
    ...outline.sections.flatMap(within),
  ];
}

/**
 * Splits a value at its pipes, which may be escaped as in a table. Brackets, quotes, and emphasis around it are
 * ignored. Returns an empty list if a part cannot be the name of a choice.
 */
function choicesOf(value: string): string[] {
  const bare = value
    .replace(/<!--(?:(?!<!--|-->).)*-->/g, '')
    .trim()
    .replace(/^["'[{<]+|(?<!["'\]}>])["'\]}>]+$/g, '');
  const parts = bare.split(/\\?\|/).map((part) => part.replace(/[*_`]/g, '').trim());
  // Several fields on one line are not choices: `**Branch**: x | **Date**: y`.
  const areNames = parts.every((part) => part !== '' && part.length <= 60 && !readField(part));
  return areNames ? parts.filter((part) => !/^(?:\.{3}|\u2026)$/.test(part)) : [];
}

/** The first choice field that lists the quality levels; `undefined` if there is none. */
export function findLevelChoice(choices: readonly ChoiceField[], policy: Policy): ChoiceField | undefined {
  const name = levelFieldName(policy);
  return choices.find((choice) => choice.name === name || fold(choice.label) === name);
}
