import type { Block, List } from '../../markdown/blocks.ts';
import { leafSource } from '../../markdown/markdown.ts';
import { readLabel } from '../../structure/labeled.ts';
import type { Section } from '../../structure/sections.ts';
import { itemsOf } from '../../template/wording.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';

/**
 * The edit that adds list items to a section: to its last list with one of some labels in it, else to the list with
 * which its own blocks end, else as a new list behind them, in front of the sections nested in it.
 */
export function appendItems(
  text: string,
  { heading, blocks }: Section,
  items: readonly string[],
  isLabel: (name: string) => boolean,
): TextEdit {
  const last = blocks.findLast(({ kind }) => kind !== 'break' && kind !== 'comment');
  const labelled = blocks.findLast((block) => block.kind === 'list' && hasLabel(text, block, isLabel));
  const list = labelled ?? last;
  if (list?.kind === 'list') return appendToList(text, list, items);
  const behind = blocks.findLast(({ kind }) => kind !== 'break');
  return insertList(text, behind ?? heading, items);
}

/** The edit that adds items to a list, written as its last one is. */
export function appendToList(text: string, list: List, items: readonly string[]): TextEdit {
  const last = list.items.at(-1) ?? list;
  const lineBreak = lineBreakOf(text);
  const prefix = indentationAt(text, last.start);
  const previous = list.items.at(-2);
  const isLoose =
    previous !== undefined && /(?:\r\n|\n|\r(?!\n))[ \t>]*[\r\n]/.test(text.slice(previous.end, last.start));
  const between = isLoose ? lineBreak + (prefix.includes('>') ? prefix.trimEnd() : '') : '';
  const [, sign = '-', space = ' '] =
    /^([-*+]|\d+[.)])([ \t]{1,4}(?=\S))?/.exec(text.slice(last.start)) ?? [];
  const lines = items.map((item, index) => `${prefix}${nextSign(sign, index + 1)}${space}${item}`);
  const at = lineRangeAt(text, list.end).end;
  return { start: at, end: at, newText: lines.map((line) => between + lineBreak + line).join('') };
}

/**
 * The edit that puts a new list below a block or a heading, with blank lines around it. `indentation` begins each of
 * its lines.
 */
export function insertList(text: string, above: Block, items: readonly string[], indentation = ''): TextEdit {
  const lineBreak = lineBreakOf(text);
  const at = lineRangeAt(text, above.end).end;
  const next = lineRangeAt(text, nextLine(text, at));
  const isLast = at === text.length;
  const gap = above.kind === 'heading' || indentation !== '' ? '' : lineBreak;
  const tail =
    isLast || indentation !== '' || text.slice(next.start, next.end).trim() === '' ? '' : lineBreak;
  const lines = items.map((item) => `${lineBreak}${indentation}- ${item}`);
  return { start: at, end: at, newText: gap + lines.join('') + tail };
}

/** What stands in front of `offset` on its line, with the marks of list items made white space; those of quotes stay. */
export function indentationAt(text: string, offset: number): string {
  const { start } = lineRangeAt(text, offset);
  return text
    .slice(start, offset)
    .replace(/\uFEFF/, '')
    .replace(/[^\s>]/g, ' ');
}

function hasLabel(text: string, list: List, isLabel: (name: string) => boolean): boolean {
  return [...itemsOf([list])].some(
    ({ leaf, depth }) => depth === 0 && leaf && isLabel(readLabel(leafSource(text, leaf)).name),
  );
}

function nextSign(sign: string, by: number): string {
  return sign.replace(/\d+/, (number) => String(Number(number) + by));
}
