import type { Outline, Section } from '../../structure/sections.ts';
import { differences } from '../../text/difference.ts';
import { lineBreakOf } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import { bind } from '../bind.ts';
import type { DesignDocument } from '../document.ts';
import { type Misplaced, misplacedSections } from '../misplaced.ts';
import { bodyOf, outlineIfUnchanged, planRelocation } from './relocate.ts';

/** The edits that move a misplaced section to its place; none if that cannot be done without harm. */
export function moveToPlace(
  document: DesignDocument,
  { section, after, before }: Misplaced,
): readonly TextEdit[] {
  const { sections } = document.binding;
  const next = before && sections.get(before);
  const previous = after && sections.get(after);
  const behind = previous && behindOwn(document, previous, section);
  const moves = [...(previous ? [behind] : []), ...(next ? [next] : [])].flatMap(
    (target) => planRelocation(document, section, target) ?? [],
  );
  // Of two headings of one name the first counts: a move behind the second would change nothing.
  const misplaced = document.misplaced.length;
  return moves.find(({ outline }) => misplacedIn(document, outline) < misplaced)?.edits ?? [];
}

/** What stands behind a section, all that is nested in it, and the author's own sections that follow it. */
function behindOwn(
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
 * The edits that bring all sections of the template into its order. The author's own stay behind what they follow, and
 * the white space between sections where it is. None if that cannot be done without harm.
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
  const ways = [write(document, order, ''), write(document, order, lineBreakOf(text))];
  const sorted = ways.find((each) => {
    const after = outlineIfUnchanged(text, each, outline.sections);
    return after && misplacedIn(document, after) === 0;
  });
  return sorted === undefined ? [] : differences(text, sorted);
}

function misplacedIn({ template }: DesignDocument, outline: Outline): number {
  return misplacedSections({ template, binding: bind(template, outline) }).length;
}

/** Sections and what is nested in them, each with the author's own that follow it, as the template has them. */
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

/** The text with its sections in another order. `gap` is added between two that did not follow each other before. */
function write(
  { markdown: { text }, outline: { sections } }: DesignDocument,
  order: readonly Section[],
  gap: string,
): string {
  const ends = sections.map((_, at) => sections[at + 1]?.start ?? text.length);
  const places = new Map(sections.map((section, at) => [section, at]));
  const bodies = sections.map(({ start }, at) => bodyOf(text, { start, end: ends[at] as number }));
  const written = order.map((section, at) => {
    const from = places.get(section) as number;
    const isLast = at + 1 === order.length;
    const isNew = !isLast && order[at + 1] !== sections[from + 1];
    const space = text.slice(bodies[at]?.end, ends[at]);
    return text.slice(section.start, bodies[from]?.end) + space + (isNew ? gap : '');
  });
  return text.slice(0, sections[0]?.start) + written.join('');
}
