import type { Outline, Section } from '../../structure/sections.ts';
import { differences } from '../../text/difference.ts';
import { lineBreakOf } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import { bind } from '../bind.ts';
import type { DesignDocument } from '../document.ts';
import { type Misplaced, misplacedSections } from '../misplaced.ts';
import { bodyOf, outlineIfSameSections, planRelocation } from './relocate.ts';

/**
 * The edits that move a misplaced section to its place; none if that is not possible without changing other sections.
 */
export function moveToPlace(
  document: DesignDocument,
  { section, after, before }: Misplaced,
): readonly TextEdit[] {
  const { sections } = document.binding;
  const next = before && sections.get(before);
  const previous = after && sections.get(after);
  const afterPrevious = previous && sectionAfterOwn(document, previous, section);
  const moves = [...(previous ? [afterPrevious] : []), ...(next ? [next] : [])].flatMap(
    (target) => planRelocation(document, section, target) ?? [],
  );
  // A move can have no effect, for example after a duplicate, because only the first heading of a name counts.
  const misplaced = document.misplaced.length;
  return moves.find(({ outline }) => countMisplaced(document, outline) < misplaced)?.edits ?? [];
}

/** The first section after a section, its nested sections, and the author's own sections that follow it. */
function sectionAfterOwn(
  { outline, binding }: DesignDocument,
  { end, rank }: Section,
  moved: Section,
): Section | undefined {
  return outline.sections.find(
    (each) =>
      each.start >= end &&
      each !== moved &&
      (each.rank < rank || (each.rank === rank && binding.templates.has(each))),
  );
}

/**
 * The edits that sort all sections of the template. The author's own sections stay after the section that they follow,
 * and the white space between sections stays where it is. None if that is not possible without changing other sections.
 */
export function sortSections(document: DesignDocument): TextEdit[] {
  if (document.misplaced.length === 0) return [];
  const { markdown, outline } = document;
  const { text } = markdown;
  const order = [
    ...inOrder(
      document,
      outline.sections.filter(({ parent }) => !parent),
    ),
  ];
  const alternatives = [writeInOrder(document, order, ''), writeInOrder(document, order, lineBreakOf(text))];
  const sorted = alternatives.find((each) => {
    const after = outlineIfSameSections(text, each, outline.sections);
    return after && countMisplaced(document, after) === 0;
  });
  return sorted === undefined ? [] : differences(text, sorted);
}

function countMisplaced({ template }: DesignDocument, outline: Outline): number {
  return misplacedSections({ template, binding: bind(template, outline) }).length;
}

/**
 * Sections with their nested sections in the order of the template, each followed by the author's own sections after
 * it.
 */
function* inOrder(document: DesignDocument, siblings: readonly Section[]): Generator<Section> {
  const { templates, wrongRank } = document.binding;
  const groups: { readonly index: number; readonly sections: Section[] }[] = [{ index: -1, sections: [] }];
  for (const section of siblings) {
    const known = wrongRank.has(section) ? undefined : templates.get(section);
    if (known) groups.push({ index: known.index, sections: [section] });
    else groups.at(-1)?.sections.push(section);
  }
  for (const section of groups.toSorted((a, b) => a.index - b.index).flatMap(({ sections }) => sections)) {
    yield section;
    yield* inOrder(document, section.children);
  }
}

/** The text with its sections in another order. `gap` is added between sections that were not adjacent before. */
function writeInOrder(
  { markdown: { text }, outline: { sections } }: DesignDocument,
  order: readonly Section[],
  gap: string,
): string {
  const ends = sections.map((_, at) => sections[at + 1]?.start ?? text.length);
  const indexes = new Map(sections.map((section, at) => [section, at]));
  const bodies = sections.map(({ start }, at) => bodyOf(text, { start, end: ends[at] as number }));
  const written = order.map((section, at) => {
    const from = indexes.get(section) as number;
    const isLast = at + 1 === order.length;
    const isNew = !isLast && order[at + 1] !== sections[from + 1];
    const space = text.slice(bodies[at]?.end, ends[at]);
    return text.slice(section.start, bodies[from]?.end) + space + (isNew ? gap : '');
  });
  return text.slice(0, sections[0]?.start) + written.join('');
}
