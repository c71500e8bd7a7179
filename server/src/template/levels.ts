import type { Markdown } from '../markdown/markdown.ts';
import { readField } from '../structure/field.ts';
import { fieldsIn, foldKey, frontMatterFields, type LocatedField } from '../structure/fields.ts';
import type { Outline, Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import type { Policy } from './policy.ts';

/** A field whose template value lists the choices, `a | b | c`; see docs/reference.md, "Fields and choices". */
export interface ChoiceField {
  readonly label: string;
  readonly name: string;
  readonly place: 'section' | 'preamble' | 'front-matter';
  /** The section of the template that holds it; `undefined` outside sections. */
  readonly source: Section | undefined;
  /** The choices as the template writes them, and one by one. */
  readonly text: string;
  readonly values: readonly string[];
  readonly range: Range;
}

/** The label of the level field: the policy's, else `Quality Level`. */
export function levelFieldName(policy: Policy): string {
  return foldKey(policy['level-field'] ?? 'Quality Level');
}

/** All choices of a template, in its order, those of the front matter first. */
export function findChoices(markdown: Markdown, outline: Outline): ChoiceField[] {
  const { text } = markdown;
  const choice = (
    field: LocatedField,
    place: ChoiceField['place'],
    source: Section | undefined,
  ): readonly ChoiceField[] => {
    const { label, name, value, valueRange: at } = field;
    const values = choicesOf(value);
    if (values.length < 2) return [];
    return [{ label, name, range: at, text: text.slice(at.start, at.end), values, place, source }];
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

/** `a | b | c`, also in brackets, quotes or emphasis, and with the pipes escaped as in a table. */
function choicesOf(value: string): string[] {
  const bare = value
    .replace(/<!--(?:(?!<!--|-->).)*-->/g, '')
    .trim()
    .replace(/^["'[{<]+|(?<!["'\]}>])["'\]}>]+$/g, '');
  const parts = bare.split(/\\?\|/).map((part) => part.replace(/[*_`]/g, '').trim());
  // Fields beside each other on one line are no choices: `**Branch**: x | **Date**: y`.
  const areNames = parts.every((part) => part !== '' && part.length <= 60 && !readField(part));
  return areNames ? parts.filter((part) => !/^(?:\.{3}|\u2026)$/.test(part)) : [];
}

/** The choice that lists the levels; the first, if there are several. */
export function findLevelChoice(choices: readonly ChoiceField[], policy: Policy): ChoiceField | undefined {
  const name = levelFieldName(policy);
  return choices.find((choice) => choice.name === name || fold(choice.label) === name);
}
