import type { Heading } from '../../markdown/blocks.ts';
import { plainText } from '../../markdown/inline.ts';
import { headingName } from '../../structure/heading.ts';
import type { Section } from '../../structure/sections.ts';
import type { TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';

/**
 * The edits that give a section another rank and shift its nested sections equally. If the rank was too high, sections
 * of the template after it are nested in it by mistake: these, and the sections after them, keep their ranks.
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

/** The edits that shift the rank of all sections. The title, and sections that would become a second title, stay. */
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

/** The edits that give a heading another rank. A setext heading becomes a `#` heading for the ranks 3 to 6. */
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

/** The edit that renames a heading. Numbering, anchors, attributes, and emoji around the old title stay if possible. */
export function renameHeading(text: string, heading: Heading, title: string): TextEdit {
  const start = heading.lines[0]?.start ?? heading.start;
  const end = heading.lines.at(-1)?.end ?? heading.end;
  const source = text.slice(start, end);
  const numbering = /^[\w.]+[.)]?\s+/.exec(source)?.[0] ?? '';
  for (const number of [numbering, '']) {
    const { before, after } = aroundWords(source.slice(number.length));
    const kept = number + before;
    if (headingName(plainText(kept + title + after)) === headingName(title))
      return { start: start + kept.length, end: end - after.length, newText: title };
  }
  return { start, end, newText: title };
}

/** HTML such as an anchor, attributes such as `{#anchor}`, and emoji. */
const EXTRAS =
  /(<[^<>]*>|\{[#.][^{}]*\}|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D)+)/u;

/** The text before the first word of a heading, and after the last one. */
function aroundWords(source: string): { readonly before: string; readonly after: string } {
  const parts = source.split(EXTRAS);
  const isWords = (part: string, index: number): boolean => index % 2 === 0 && part.trim() !== '';
  const [first, last] = [parts.findIndex(isWords), parts.findLastIndex(isWords)];
  const [opening = '', closing = ''] = [parts[first], parts[last]];
  if (first < 0) return { before: '', after: '' };
  return {
    before: parts.slice(0, first).join('') + opening.slice(0, opening.length - opening.trimStart().length),
    after: closing.slice(closing.trimEnd().length) + parts.slice(last + 1).join(''),
  };
}

/** A rank shifted by `by`, between 1 and 6. */
export function shifted(rank: number, by: number): number {
  return Math.min(6, Math.max(1, rank + by));
}
