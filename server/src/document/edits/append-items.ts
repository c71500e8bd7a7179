import type { Block, List } from '../../markdown/blocks.ts';
import { leafSource } from '../../markdown/markdown.ts';
import { readLabel } from '../../structure/labeled.ts';
import type { Section } from '../../structure/sections.ts';
import { itemsOf } from '../../template/wording.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import type { TextEdit } from '../../text/range.ts';

/**
 * The edit that adds list items to a section: to its last list that has a label accepted by `isLabel`, otherwise to the
 * list that ends its own blocks, otherwise as a new list after these blocks and before nested sections.
 */
export function appendItems(
  text: string,
  { heading, blocks }: Section,
  items: readonly string[],
  isLabel: (name: string) => boolean,
): TextEdit {
  const last = blocks.findLast(({ kind }) => kind !== 'break' && kind !== 'comment');
  const withLabel = blocks.findLast((block) => block.kind === 'list' && hasLabel(text, block, isLabel));
  const list = withLabel ?? last;
  if (list?.kind === 'list') return appendToList(text, list, items);
  const above = blocks.findLast(({ kind }) => kind !== 'break') ?? heading;
  return insertList(text, above, items);
}

/** The edit that adds items to the end of a list, with the indentation, bullets, and spacing of its last item. */
export function appendToList(text: string, list: List, items: readonly string[]): TextEdit {
  const last = list.items.at(-1) ?? list;
  const lineBreak = lineBreakOf(text);
  const prefix = indentationAt(text, last.start);
  const previous = list.items.at(-2);
  const isLoose =
    previous !== undefined && /(?:\r\n|\n|\r(?!\n))[ \t>]*[\r\n]/.test(text.slice(previous.end, last.start));
  const between = isLoose ? lineBreak + (prefix.includes('>') ? prefix.trimEnd() : '') : '';
  const [, bullet = '-', space = ' '] =
    /^([-*+]|\d+[.)])([ \t]{1,4}(?=\S))?/.exec(text.slice(last.start)) ?? [];
  const lines = items.map((item, index) => `${prefix}${nextBullet(bullet, index + 1)}${space}${item}`);
  const at = lineRangeAt(text, list.end).end;
  return { start: at, end: at, newText: lines.map((line) => between + lineBreak + line).join('') };
}

/**
 * The edit that inserts a new list below a block or heading, with blank lines around it where needed. `indentation` is
 * the start of each line. With indentation, the list is nested and gets no blank lines.
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

/**
 * The text before `offset` on its line, with spaces for everything except white space and the `>` markers of quotes.
 */
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

/** The same bullet, or a number increased by `by`. */
function nextBullet(bullet: string, by: number): string {
  return bullet.replace(/\d+/, (number) => String(Number(number) + by));
}
