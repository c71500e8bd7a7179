import type { Heading } from '../../markdown/blocks.ts';
import { plainText } from '../../markdown/inline.ts';
import { headingName } from '../../structure/heading.ts';
import type { Section } from '../../structure/sections.ts';
import type { TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';

/**
 * The edits that give a section another rank, and all that is nested in it the same move. Where the heading is too
 * high it has swallowed what follows: from the first of the template's own sections on, nothing is nested in it.
 */
export function setSectionRank(
  { markdown, binding }: DesignDocument,
  section: Section,
  rank: number,
): TextEdit[] {
  const isSwallowed = (child: Section): boolean => rank > section.rank && binding.templates.has(child);
  const end = section.children.findIndex(isSwallowed);
  const nested = (end < 0 ? section.children : section.children.slice(0, end)).flatMap(withNested);
  return [section, ...nested].flatMap((each) =>
    setRank(markdown.text, each.heading, shifted(each.rank, rank - section.rank)),
  );
}

/** The edits that move all sections `by` ranks; what would become a second title stays, and so does the title. */
export function shiftAllRanks({ markdown, outline, binding }: DesignDocument, by: number): TextEdit[] {
  const title = outline.sections.find((section) => section.rank === 1 && !binding.templates.has(section));
  const highest = title ? 2 : 1;
  return outline.sections
    .filter((section) => section !== title && section.rank + by >= highest)
    .flatMap((section) => setRank(markdown.text, section.heading, shifted(section.rank, by)));
}

function withNested(section: Section): Section[] {
  return [section, ...section.children.flatMap(withNested)];
}

/** The edits that give a heading another rank; an underlined heading becomes a `#` heading where it must. */
export function setRank(text: string, heading: Heading, rank: number): TextEdit[] {
  const { start, end, lines } = heading;
  if (!heading.setext) return [{ start, end: start + heading.rank, newText: '#'.repeat(rank) }];
  const last = heading.lines.at(-1) ?? heading;
  if (rank <= 2) {
    const underline = /[=-]+/.exec(text.slice(last.end, end));
    const at = last.end + (underline?.index ?? 0);
    const length = underline?.[0].length ?? 0;
    return [{ start: at, end: at + length, newText: (rank === 1 ? '=' : '-').repeat(length) }];
  }
  const joints = lines.slice(1).map((line, index) => ({
    start: lines[index]?.end ?? start,
    end: line.start,
    newText: ' ',
  }));
  const marks = { start, end: lines[0]?.start ?? start, newText: `${'#'.repeat(rank)} ` };
  return [marks, ...joints, { start: last.end, end, newText: '' }];
}

/** The edit that gives a heading other words. What stands around them and is none of them stays: numbering, anchors. */
export function renameHeading(text: string, heading: Heading, title: string): TextEdit {
  const start = heading.lines[0]?.start ?? heading.start;
  const end = heading.lines.at(-1)?.end ?? heading.end;
  const source = text.slice(start, end);
  const numbering = /^[\w.]+[.)]?\s+/.exec(source)?.[0] ?? '';
  for (const number of [numbering, '']) {
    const { before, behind } = aroundWords(source.slice(number.length));
    const kept = number + before;
    if (headingName(plainText(kept + title + behind)) === headingName(title))
      return { start: start + kept.length, end: end - behind.length, newText: title };
  }
  return { start, end, newText: title };
}

/** HTML such as an anchor, attributes as in `{#anchor}`, and emoji. */
const EXTRAS =
  /(<[^<>]*>|\{[#.][^{}]*\}|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D)+)/u;

/** What stands in front of the first of a heading's words, and behind the last. */
function aroundWords(source: string): { readonly before: string; readonly behind: string } {
  const parts = source.split(EXTRAS);
  const isWords = (part: string, index: number): boolean => index % 2 === 0 && part.trim() !== '';
  const [first, last] = [parts.findIndex(isWords), parts.findLastIndex(isWords)];
  const [opening = '', closing = ''] = [parts[first], parts[last]];
  if (first < 0) return { before: '', behind: '' };
  return {
    before: parts.slice(0, first).join('') + opening.slice(0, opening.length - opening.trimStart().length),
    behind: closing.slice(closing.trimEnd().length) + parts.slice(last + 1).join(''),
  };
}

export function shifted(rank: number, by: number): number {
  return Math.min(6, Math.max(1, rank + by));
}
