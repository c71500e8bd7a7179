import { parseMarkdown } from '../../markdown/markdown.ts';
import { type Outline, readOutline, type Section } from '../../structure/sections.ts';
import { applyEdits, type Range, type TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';

type Text = Pick<DesignDocument, 'markdown' | 'outline'>;

/**
 * The edits that move a section, with its nested sections, before another section, or to the end of the document if
 * `before` is `undefined`. The text of every section stays the same, and the white space on one side of the section
 * moves with it, so that moving it back restores the exact text.
 *
 * Returns `undefined` if the section is already there, if sections after the new place would become nested in it, or if
 * the document would not have the same sections afterwards, for example after an unclosed code block.
 */
export function relocate(
  document: Text,
  section: Section,
  before: Section | undefined,
): readonly TextEdit[] | undefined {
  return planRelocation(document, section, before)?.edits;
}

/** Like `relocate`, with the outline of the document afterwards. */
export function planRelocation(
  { markdown: { text }, outline }: Text,
  section: Section,
  before: Section | undefined,
): { readonly edits: readonly TextEdit[]; readonly outline: Outline } | undefined {
  const target = before?.start ?? text.length;
  const isInPlace = section.start <= target && target <= section.end;
  const wouldNest = before !== undefined && before.rank > section.rank;
  if (isInPlace || wouldNest) return undefined;
  const body = bodyOf(text, section);
  const edits =
    target < section.start
      ? moveUp(text, body, target)
      : moveDown(
          text,
          body,
          section.end,
          before ? bodyOf(text, { start: 0, end: target }).end : bodyEnd(text),
        );
  const after = outlineIfSameSections(text, applyEdits(text, edits), outline.sections);
  return after && { edits, outline: after };
}

/** Moves the section with the white space before it, which is then after it. */
function moveUp(text: string, body: Range, target: number): TextEdit[] {
  const gapStart = bodyOf(text, { start: 0, end: body.start }).end;
  const gap = text.slice(gapStart, body.start);
  return [
    { start: target, end: target, newText: text.slice(body.start, body.end) + gap },
    { start: gapStart, end: body.end, newText: '' },
  ];
}

/** Moves the section with the white space after it, which is then before it. */
function moveDown(text: string, body: Range, end: number, target: number): TextEdit[] {
  const gap = text.slice(body.end, end);
  return [
    { start: body.start, end, newText: '' },
    { start: target, end: target, newText: gap + text.slice(body.start, body.end) },
  ];
}

/** A range without the line breaks and blank lines at its end. */
export function bodyOf(text: string, { start, end }: Range): Range {
  const length = text.slice(start, end).trimEnd().length;
  const lineEnd = /[^\r\n]*/.exec(text.slice(start + length, end))?.[0].length ?? 0;
  return { start, end: start + length + lineEnd };
}

function bodyEnd(text: string): number {
  return bodyOf(text, { start: 0, end: text.length }).end;
}

/** The outline of a text whose sections were moved; `undefined` if it does not have the same sections in some order. */
export function outlineIfSameSections(
  text: string,
  moved: string,
  sections: readonly Section[],
): Outline | undefined {
  const outline = readOutline(parseMarkdown(moved));
  const textOf = (source: string, { start, heading, blocks }: Section): string =>
    source.slice(start, (blocks.at(-1) ?? heading).end).trimEnd();
  const textsOf = (source: string, all: readonly Section[]): string[] =>
    all.map((section) => textOf(source, section)).sort();
  const [old, now] = [textsOf(text, sections), textsOf(moved, outline.sections)];
  const isSame = old.length === now.length && old.every((each, index) => each === now[index]);
  return isSame ? outline : undefined;
}
