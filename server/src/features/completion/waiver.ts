import { boundAt, type DesignDocument, sectionOf } from '../../document/document.ts';
import type { Block } from '../../markdown/blocks.ts';
import { allBlocks } from '../../structure/sections.ts';
import type { TemplateSection } from '../../template/template.ts';
import { textsOf } from '../../template/wording.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import type { Completion } from './entry.ts';
import type { CursorContext } from './place.ts';

const WORDS = 'Not applicable';

/** "Not applicable" as the first words of a section in which the author has written nothing else. */
export function completeWaiver(document: DesignDocument, cursor: CursorContext): readonly Completion[] {
  const { text } = document.markdown;
  const { lineStart, offset, before, after } = cursor;
  const typed = before.trimStart().toLowerCase();
  const isBegun = [WORDS, 'N/A'].some((words) => words.toLowerCase().startsWith(typed));
  const bound = boundAt(document, offset);
  const isIndented = /^(?: {4}| {0,3}\t)/.test(before);
  if (!isBegun || isIndented || after.trim() !== '') return [];
  const section = bound && sectionOf(document, bound);
  if (!section) return [];
  if (section.heading.end >= lineStart || bound.known === document.template.levelField?.section) return [];
  if (!isFirst(document, cursor, [...allBlocks(section)], bound.known)) return [];
  const next = nextLine(text, offset);
  const below = next >= text.length ? '' : text.slice(next, lineRangeAt(text, next).end);
  const blank = below.trim() === '' ? '' : lineBreakOf(text);
  return [
    {
      kind: 'waiver',
      label: WORDS,
      detail: 'add the reason',
      documentation: 'States that this section does not apply, and why.',
      edit: {
        start: offset - before.trimStart().length,
        end: offset + after.length,
        newText: `${WORDS}: $1${blank}`,
      },
      filterText: `N/A ${WORDS}`,
    },
  ];
}

/** Whether the section has only comments above the line and only the template's own text below it. */
function isFirst(
  { markdown: { text } }: DesignDocument,
  { lineStart, offset, after }: CursorContext,
  blocks: readonly Block[],
  { wordings }: TemplateSection,
): boolean {
  const said = blocks.filter(({ kind }) => kind !== 'comment');
  const lineEnd = offset + after.length;
  const here = said.filter(({ start, end }) => start <= lineEnd && end >= lineStart);
  if (said.some(({ start }) => start < lineStart) || here.some(({ kind }) => kind !== 'paragraph'))
    return false;
  const rests = here.map(({ end }) => text.slice(lineEnd, end).trim()).filter((rest) => rest !== '');
  const others = said.filter((block) => !here.includes(block));
  return [...rests, ...textsOf(text, others)].every((source) => wordings.includes(source));
}
