import type { Markdown } from '../markdown/markdown.ts';
import type { Passage } from '../markdown/passage.ts';
import { move } from '../markdown/place.ts';
import { fieldsNamed, frontMatterFields, type LocatedField } from '../structure/fields.ts';
import type { Outline, Section } from '../structure/sections.ts';
import type { Level, LevelField, Template } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';
import type { Range } from '../text/range.ts';
import { hasWords } from '../text/words.ts';
import { isPlaceholder } from './placeholders.ts';

/** The quality level of a document; see docs/reference.md, "Quality level of a document". */
export interface LevelReading {
  /** The level field that decides; `undefined` if the document has none. */
  readonly field: LevelUse | undefined;
  /** The other level fields that name the same level. */
  readonly agreeing: readonly LevelUse[];
  /** The other level fields that name another level. */
  readonly conflicts: readonly LevelUse[];
  /** The level to judge the document by: its own, otherwise the lowest; `undefined` if the template has no levels. */
  readonly level: Level | undefined;
}

/** A level field in a document. Ranges are in the document. */
export interface LevelUse {
  /** `'section'` is the section that has the level field in the template, including nested sections. */
  readonly place: 'section' | 'front-matter' | 'elsewhere';
  /** The range of the value, including emphasis and notes; empty and after the label if there is no value. */
  readonly valueRange: Range;
  /** The range of the label and the value. */
  readonly range: Range;
  readonly reading: LevelValue;
}

export type LevelValue<L = Level> =
  | { readonly kind: 'set'; readonly level: L }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown'; readonly value: string };

export function readLevel(
  markdown: Markdown,
  outline: Outline,
  template: Template,
  levelSection: Section | undefined,
): LevelReading {
  const uses = findLevelUses(markdown, outline, template, levelSection);
  const field = ['section', 'front-matter', 'elsewhere'].flatMap((place) =>
    uses.filter((use) => use.place === place),
  )[0];
  const level = field?.reading.kind === 'set' ? field.reading.level : undefined;
  const set = uses.flatMap((use) =>
    level && use.reading.kind === 'set' ? [{ use, named: use.reading.level }] : [],
  );
  const agreeing = set.filter(({ use, named }) => use !== field && named === level).map(({ use }) => use);
  const conflicts = set.filter(({ named }) => named !== level).map(({ use }) => use);
  return { field, agreeing, conflicts, level: level ?? template.levels[0] };
}

/** All level fields of a document, those in the front matter first; none if the template has no level field. */
export function findLevelUses(
  markdown: Markdown,
  outline: Outline,
  template: Template,
  levelSection: Section | undefined,
): LevelUse[] {
  const { levelField } = template;
  if (!levelField) return [];
  const isWithin = ({ valueRange: at }: LevelUse): boolean =>
    levelSection !== undefined && levelSection.start <= at.start && at.start <= levelSection.end;
  return [
    ...frontMatterUses(markdown, template, levelField),
    ...bodyUses(outline, template).map(
      (use): LevelUse => (isWithin(use) ? { ...use, place: 'section' } : use),
    ),
  ];
}

/** Reads the value of a level field by docs/reference.md, "Quality level of a document". */
export function readLevelValue<L extends Pick<Level, 'name'>>(
  source: string,
  levels: readonly L[],
): LevelValue<L> {
  const visible = source.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
  const words = visible.replace(/[*_`]/g, '');
  const value = fold(words);
  const bare = value
    .replace(/ ?[([][^()[\]]*[)\]] ?[.,;:!]*$/, '')
    .replace(/(?<![.,;:!\\\s])[.,;:!\\\s]+$/, '');
  if (bare === '' || isPlaceholder(visible)) return { kind: 'unset' };
  const exact = levels.find((level) => fold(level.name) === bare);
  if (exact) return { kind: 'set', level: exact };
  const named = levels.filter((level) => hasWords(value, [fold(level.name)]));
  if (named.length > 1) return { kind: 'unset' };
  // A reason may follow the name: "production, since customers pay for it".
  const first = named.find((level) => value.startsWith(fold(level.name)));
  return first ? { kind: 'set', level: first } : { kind: 'unknown', value: words };
}

function frontMatterUses(markdown: Markdown, template: Template, levelField: LevelField): LevelUse[] {
  return frontMatterFields(markdown)
    .filter(({ name }) => name === levelField.name)
    .map((field) => readUse(field, 'front-matter', template));
}

function readUse(
  { value, valueRange: at, range: whole }: LocatedField,
  place: LevelUse['place'],
  { levels }: Template,
): LevelUse {
  return { place, valueRange: at, range: whole, reading: readLevelValue(value, levels) };
}

const usesWithin = memo((passage: Passage, template: Template): readonly LevelUse[] => {
  const { levelField } = template;
  if (!levelField) return [];
  const fields = fieldsNamed(passage.text, passage.blocks, levelField.name);
  return [...fields].map((field) => readUse(field, 'elsewhere', template));
});

/** All level fields in the body, in document order, with the place `'elsewhere'`. */
const bodyUses = memo((outline: Outline, template: Template): readonly LevelUse[] => {
  const uses: LevelUse[] = [];
  outline.eachBody((passage, origin) => {
    for (const { place, valueRange: at, range: whole, reading } of usesWithin(passage, template))
      uses.push({ place, valueRange: move(at, origin), range: move(whole, origin), reading });
  });
  return uses;
});
