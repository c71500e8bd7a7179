import { parseMarkdown } from '../../markdown/markdown.ts';
import { type Outline, readOutline, type Section } from '../../structure/sections.ts';
import { applyEdits, type Range, type TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';

type Text = Pick<DesignDocument, 'markdown' | 'outline'>;

/**
 * The edits that put a section, and all that is nested in it, in front of another, or at the end of the document for
 * `undefined`. The bytes of every section stay; of the white space between sections, one stretch moves along. The
 * move back gives the same bytes again. `undefined` if the section is there already, if sections behind that place
 * would be nested in it, or if it would not stay one section: behind a code block that is never closed, for example.
 */
export function relocate(
  document: Text,
  section: Section,
  before: Section | undefined,
): readonly TextEdit[] | undefined {
  return planRelocation(document, section, before)?.edits;
}

/** The same, with the outline of the document afterwards. */
export function planRelocation(
  { markdown: { text }, outline }: Text,
  section: Section,
  before: Section | undefined,
): { readonly edits: readonly TextEdit[]; readonly outline: Outline } | undefined {
  const target = before?.start ?? text.length;
  const isInPlace = section.start <= target && target <= section.end;
  const swallows = before !== undefined && before.rank > section.rank;
  if (isInPlace || swallows) return undefined;
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
  const after = outlineIfUnchanged(text, applyEdits(text, edits), outline.sections);
  return after && { edits, outline: after };
}

/** With the white space in front of it, which then stands behind it. */
function moveUp(text: string, body: Range, target: number): TextEdit[] {
  const gapStart = bodyOf(text, { start: 0, end: body.start }).end;
  const gap = text.slice(gapStart, body.start);
  return [
    { start: target, end: target, newText: text.slice(body.start, body.end) + gap },
    { start: gapStart, end: body.end, newText: '' },
  ];
}

/** With the white space behind it, which then stands in front of it. */
function moveDown(text: string, body: Range, end: number, target: number): TextEdit[] {
  const gap = text.slice(body.end, end);
  return [
    { start: body.start, end, newText: '' },
    { start: target, end: target, newText: gap + text.slice(body.start, body.end) },
  ];
}

/** A stretch of text without the line breaks and blank lines at its end. */
export function bodyOf(text: string, { start, end }: Range): Range {
  const length = text.slice(start, end).trimEnd().length;
  const lineEnd = /[^\r\n]*/.exec(text.slice(start + length, end))?.[0].length ?? 0;
  return { start, end: start + length + lineEnd };
}

function bodyEnd(text: string): number {
  return bodyOf(text, { start: 0, end: text.length }).end;
}

/** The outline of a text whose sections were moved; `undefined` if they are not the same, whatever their order. */
export function outlineIfUnchanged(
  text: string,
  moved: string,
  sections: readonly Section[],
): Outline | undefined {
  const outline = readOutline(parseMarkdown(moved));
  const own = (source: string, { start, heading, blocks }: Section): string =>
    source.slice(start, (blocks.at(-1) ?? heading).end).trimEnd();
  const names = (source: string, all: readonly Section[]): string[] =>
    all.map((section) => own(source, section)).sort();
  const [old, now] = [names(text, sections), names(moved, outline.sections)];
  const isSame = old.length === now.length && old.every((each, index) => each === now[index]);
  return isSame ? outline : undefined;
}
