import { allBlocks, type Section } from '../../structure/sections.ts';
import { lineRangeAt, nextLine } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';
import { setRank, shifted } from './headings.ts';

/** How the headings of a document differ from those of its template. */
export interface HeadingStyle {
  /** The common shift in rank; see docs/reference.md, "Heading ranks". */
  readonly shift: number;
  /** Whether a blank line follows most headings, as many formatters insert it. */
  readonly isSpaced: boolean;
}

export const TEMPLATE_STYLE: HeadingStyle = { shift: 0, isSpaced: false };

export function headingStyle({ binding, outline, markdown: { text } }: DesignDocument): HeadingStyle {
  const filled = outline.sections.filter(({ rank, blocks }) => rank > 1 && blocks.length > 0);
  const spaced = filled.filter(({ heading }) => isSpaced(text, heading));
  return { shift: binding.shift, isSpaced: spaced.length * 2 > filled.length };
}

/** The edits, in the template's text, that change a section and its nested sections to the style of a document. */
export function restyle(text: string, source: Section, style: HeadingStyle): TextEdit[] {
  const { end } = source;
  return [source.heading, ...allBlocks(source)].flatMap((heading) => {
    if (heading.kind !== 'heading') return [];
    const rank = style.shift === 0 ? [] : setRank(text, heading, shifted(heading.rank, style.shift));
    const at = lineRangeAt(text, heading.end).end;
    const isLast = text.slice(at, end).trim() === '';
    const space =
      !style.isSpaced || isLast || isSpaced(text, heading) ? [] : [{ start: at, end: at, newText: '\n' }];
    return [...rank, ...space];
  });
}

function isSpaced(text: string, heading: { readonly end: number }): boolean {
  const below = lineRangeAt(text, nextLine(text, heading.end));
  return text.slice(below.start, below.end).trim() === '';
}
