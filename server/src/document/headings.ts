import type { Heading } from '../markdown/blocks.ts';
import type { Section } from '../template/outline.ts';
import { foldHeading } from '../text/fold.ts';
import type { TextEdit } from '../text/range.ts';
import type { DesignDocument } from './document.ts';
import { shifted } from './insert.ts';

/**
 * The edits that give a section another rank, and all that is nested in it the same move. Where the heading is too
 * high it has swallowed what follows: from the first of the template's own sections on, nothing is nested in it.
 */
export function moveSection(
  { markdown, binding }: DesignDocument,
  section: Section,
  rank: number,
): TextEdit[] {
  const isSwallowed = (child: Section): boolean => rank > section.rank && binding.templates.has(child);
  const end = section.children.findIndex(isSwallowed);
  const nested = (end < 0 ? section.children : section.children.slice(0, end)).flatMap(withNested);
  return [section, ...nested].map((each) =>
    setRank(markdown.text, each.heading, shifted(each.rank, rank - section.rank)),
  );
}

/** The edits that move all sections `by` ranks; what would become a second title stays, and so does the title. */
export function moveAll({ markdown, outline, binding }: DesignDocument, by: number): TextEdit[] {
  const title = outline.sections.find((section) => section.rank === 1 && !binding.templates.has(section));
  const highest = title ? 2 : 1;
  return outline.sections
    .filter((section) => section !== title && section.rank + by >= highest)
    .map((section) => setRank(markdown.text, section.heading, shifted(section.rank, by)));
}

function withNested(section: Section): Section[] {
  return [section, ...section.children.flatMap(withNested)];
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

/** The edit that gives a heading another text; leading numbering that does not count as text is kept. */
export function renameHeading(text: string, heading: Heading, title: string): TextEdit {
  const start = heading.lines[0]?.start ?? heading.start;
  const end = heading.lines.at(-1)?.end ?? heading.end;
  const numbering = /^[\w.]+[.)]?\s+/.exec(text.slice(start, end))?.[0] ?? '';
  const isKept = foldHeading(numbering + title) === foldHeading(title);
  return { start: isKept ? start + numbering.length : start, end, newText: title };
}
