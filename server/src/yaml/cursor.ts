import { lineRangeAt } from '../text/lines.ts';
import type { Range } from '../text/range.ts';
import { type Line, readLine } from './line.ts';
import type { Path } from './tree.ts';

/** The context of the cursor in YAML, read from lines and their indentation, because the text may not parse. */
export interface Cursor {
  /** The path of the mapping that the cursor's line belongs to. A number stands for a list item, and is always 0. */
  readonly path: Path;
  /** The column of that mapping's keys, 0-based. */
  readonly column: number;
  readonly line: Line;
  /** The offset in the text at which the line starts. */
  readonly lineStart: number;
  /** The other keys of that mapping. */
  readonly siblings: ReadonlySet<string>;
}

/**
 * The cursor at `offset` in the YAML in the range `within`. `undefined` if no key or value can be there, such as in
 * brackets, in a comment, in a block scalar, or outside `within`.
 */
export function cursorAt(text: string, within: Range, offset: number): Cursor | undefined {
  const first = text[within.start] === '\uFEFF' ? within.start + 1 : within.start;
  const at = lineRangeAt(text, offset);
  const lineStart = Math.max(at.start, first);
  const lineEnd = Math.min(at.end, within.end);
  if (offset < lineStart || offset > lineEnd) return undefined;
  const source = text.slice(lineStart, lineEnd);
  const line = readLine(source);
  const typed = source.slice(0, offset - lineStart);
  const column = /^[ \t]*$/.test(source) ? typed.length : line.column;
  if (typed.length < column || /(?:^|[ \t])#|(?:^|[ \t])-$|\t/.test(typed)) return undefined;
  const above = linesOf(text.slice(first, lineStart)).slice(0, -1).reverse();
  const below = linesOf(text.slice(lineEnd, within.end)).slice(1);
  const path = pathTo(line, column, above);
  const siblings = siblingsOf(line, column, above, below);
  return path && siblings && { path, column, line, lineStart, siblings };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Walks up the lines, each time to the next one that is indented less. `undefined` if one of them is not a parent. */
function pathTo(line: Line, column: number, above: readonly string[]): Path | undefined {
  const path: (string | number)[] = [];
  // The dashes of a list may be in the same column as the list's key.
  let limits = { key: column, dash: column };
  const takeDashes = ({ dashes }: Line): void => {
    for (const dash of dashes.toReversed()) {
      if (dash >= limits.dash) continue;
      path.push(0);
      limits = { key: dash + 1, dash };
    }
  };
  takeDashes(line);
  for (const source of above) {
    if (limits.key === 0 || /^(?:---|\.\.\.)(?:\s|$)/.test(source)) break;
    const parent = readLine(source);
    if (parent.content !== '' && parent.column < limits.key) {
      if (!parent.key || !/^(?:[&!]\S*)?$/.test(parent.key.value)) return undefined;
      path.push(parent.key.name);
      limits = { key: parent.column, dash: parent.column };
    }
    takeDashes(parent);
  }
  return path.reverse();
}

/** `undefined` if all lines above are indented further, so that a key here would make them invalid. */
function siblingsOf(
  line: Line,
  column: number,
  above: readonly string[],
  below: readonly string[],
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  let isDeeper = false;
  let isBeside = false;
  for (const source of line.dashes.length > 0 ? [] : above) {
    const { dashes, column: at, content, key } = readLine(source);
    if (content === '' && dashes.length === 0) continue;
    if (at === column && key) names.add(key.name);
    const begin = dashes[0] ?? at;
    isBeside ||= at === column || begin === column;
    isDeeper ||= begin > column;
    if (begin < column) break;
  }
  for (const source of below) {
    const { dashes, column: at, content, key } = readLine(source);
    const begin = dashes[0] ?? at;
    if (begin < column && (content !== '' || dashes.length > 0)) break;
    if (begin === column && key) names.add(key.name);
  }
  return isDeeper && !isBeside ? undefined : names;
}
