import type { Heading } from '../markdown/blocks.ts';
import type { Section } from '../template/outline.ts';
import type { TextEdit } from '../text/range.ts';
import { shifted } from './insert.ts';

/** The edits that move a section and all that is nested in it `by` ranks; ranks stay between 1 and 6. */
export function shiftRanks(text: string, section: Section, by: number): TextEdit[] {
  return [
    setRank(text, section.heading, shifted(section.rank, by)),
    ...section.children.flatMap((child) => shiftRanks(text, child, by)),
  ];
}

/** The edit that gives a heading another rank; an underlined heading becomes a `#` heading where it must. */
export function setRank(text: string, heading: Heading, rank: number): TextEdit {
  const { start, end } = heading;
  if (!heading.setext) return { start, end: start + heading.rank, newText: '#'.repeat(rank) };
  const last = heading.lines.at(-1) ?? heading;
  if (rank <= 2) {
    const underline = /[=-]+/.exec(text.slice(last.end, end));
    const at = last.end + (underline?.index ?? 0);
    const length = underline?.[0].length ?? 0;
    return { start: at, end: at + length, newText: (rank === 1 ? '=' : '-').repeat(length) };
  }
  const words = heading.lines.map((line) => text.slice(line.start, line.end)).join(' ');
  return { start, end, newText: `${'#'.repeat(rank)} ${words}` };
}

/** The edit that gives a heading another text; its leading numbering is kept. */
export function renameHeading(text: string, heading: Heading, title: string): TextEdit {
  const start = heading.lines[0]?.start ?? heading.start;
  const end = heading.lines.at(-1)?.end ?? heading.end;
  const numbering = /^(?:\d+(?:\.\d+)*[.)]?|[IVXLCivxlc]+[.)])\s+/.exec(text.slice(start, end))?.[0] ?? '';
  return { start: start + numbering.length, end, newText: title };
}
