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
  /** The field that decides; `undefined` if the document has none. */
  readonly field: LevelUse | undefined;
  /** Fields elsewhere that name the same level, and those that name another. */
  readonly agreeing: readonly LevelUse[];
  readonly conflicts: readonly LevelUse[];
  /** What the document is judged as: its own level, else the lowest; `undefined` if the template has no levels. */
  readonly level: Level | undefined;
}

export interface LevelUse {
  readonly place: 'section' | 'front-matter' | 'elsewhere';
  /** The value with its emphasis and notes; empty and behind the label if there is none. */
  readonly at: Range;
  /** The label and the value. */
  readonly whole: Range;
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
    level && use.reading.kind === 'set' ? [{ use, says: use.reading.level }] : [],
  );
  const agreeing = set.filter(({ use, says }) => use !== field && says === level).map(({ use }) => use);
  const conflicts = set.filter(({ says }) => says !== level).map(({ use }) => use);
  return { field, agreeing, conflicts, level: level ?? template.levels[0] };
}

/** Every level field of the document, the front matter's first; none if the template has no such field. */
export function findLevelUses(
  markdown: Markdown,
  outline: Outline,
  template: Template,
  levelSection: Section | undefined,
): LevelUse[] {
  const { levelField } = template;
  if (!levelField) return [];
  const isWithin = ({ at }: LevelUse): boolean =>
    levelSection !== undefined && levelSection.start <= at.start && at.start <= levelSection.end;
  return [
    ...frontMatterUses(markdown, template, levelField),
    ...bodyUses(outline, template).map(
      (use): LevelUse => (isWithin(use) ? { ...use, place: 'section' } : use),
    ),
  ];
}

/** Reads the value of a level field: one level's name, with final punctuation and a note in brackets dropped. */
export function readLevelValue<L extends Pick<Level, 'name'>>(
  source: string,
  levels: readonly L[],
): LevelValue<L> {
  const said = source.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim();
  const words = said.replace(/[*_`]/g, '');
  const value = fold(words);
  const bare = value
    .replace(/ ?[([][^()[\]]*[)\]] ?[.,;:!]*$/, '')
    .replace(/(?<![.,;:!\\\s])[.,;:!\\\s]+$/, '');
  if (bare === '' || isPlaceholder(said)) return { kind: 'unset' };
  const exact = levels.find((level) => fold(level.name) === bare);
  if (exact) return { kind: 'set', level: exact };
  const named = levels.filter((level) => hasWords(value, [fold(level.name)]));
  if (named.length > 1) return { kind: 'unset' };
  // "production, since customers pay for it": a reason after the name is welcome.
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
  return { place, at, whole, reading: readLevelValue(value, levels) };
}

const usesWithin = memo((passage: Passage, template: Template): readonly LevelUse[] => {
  const { levelField } = template;
  if (!levelField) return [];
  const fields = fieldsNamed(passage.text, passage.blocks, levelField.name);
  return [...fields].map((field) => readUse(field, 'elsewhere', template));
});

/** All level fields under headings, in document order, as if none were in the level's own section. */
const bodyUses = memo((outline: Outline, template: Template): readonly LevelUse[] => {
  const uses: LevelUse[] = [];
  outline.eachBody((passage, origin) => {
    for (const { place, at, whole, reading } of usesWithin(passage, template))
      uses.push({ place, at: move(at, origin), whole: move(whole, origin), reading });
  });
  return uses;
});
