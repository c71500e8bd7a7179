import { flat } from './flat.ts';
import { lineAt, lineStarts } from './lines.ts';
import type { Range, TextEdit } from './range.ts';

/**
 * A text in pieces that end where lines end, so that an edit copies what stands around it and not all of the text.
 * Offsets are UTF-16 code units, lines are counted from zero.
 */
export interface Pieces {
  readonly list: readonly Piece[];
  /** Where each begins, and the number of its first line. */
  readonly starts: readonly number[];
  readonly lines: readonly number[];
  readonly length: number;
  readonly lineCount: number;
}

interface Piece {
  readonly text: string;
  /** Where its lines begin, the one behind its last line break among them. */
  readonly starts: readonly number[];
}

export function piecesOf(text: string): Pieces {
  return arranged(cutUp(text));
}

/** The text after an edit of it. */
export function editPieces({ list, starts }: Pieces, { start, end, newText }: TextEdit): Pieces {
  let first = lineAt(starts, start);
  let behind = lineAt(starts, end) + 1;
  const [at = 0, lastAt = 0] = [starts[first], starts[behind - 1]];
  let text = `${textOf(list[first]).slice(0, start - at)}${newText}${textOf(list[behind - 1]).slice(end - lastAt)}`;
  // A line is never parted, and no line break either.
  while (behind < list.length && !isEnded(text, textOf(list[behind]))) text += textOf(list[behind++]);
  if (text.startsWith('\n') && textOf(list[first - 1]).endsWith('\r')) text = textOf(list[--first]) + text;
  return arranged([...list.slice(0, first), ...cutUp(text), ...list.slice(behind)]);
}

/** What stands between two offsets, both within the text. */
export function sliceOf({ list, starts }: Pieces, { start, end }: Range): string {
  let found = '';
  for (let nth = lineAt(starts, start); nth < list.length && (starts[nth] as number) < end; nth++) {
    const at = starts[nth] as number;
    found += textOf(list[nth]).slice(Math.max(0, start - at), end - at);
  }
  return found;
}

/** The line of an offset within the text, and where that line begins. */
export function lineOf({ list, starts, lines }: Pieces, offset: number): { line: number; start: number } {
  const nth = lineAt(starts, offset);
  const [at = 0, first = 0, piece] = [starts[nth], lines[nth], list[nth]];
  const line = lineAt(piece?.starts ?? [], offset - at);
  return { line: first + line, start: at + (piece?.starts[line] ?? 0) };
}

/** Where a line begins that the text has. */
export function startOfLine({ list, starts, lines }: Pieces, line: number): number {
  const nth = lineAt(lines, line);
  return (starts[nth] ?? 0) + (list[nth]?.starts[line - (lines[nth] ?? 0)] ?? 0);
}

/** No piece is longer, unless a line is. */
const LONGEST = 4096;

function cutUp(text: string): Piece[] {
  if (text === '') return [];
  const starts = lineStarts(text);
  if (text.length <= LONGEST) return [{ text: flat(text), starts }];
  const pieces: Piece[] = [];
  let from = 0;
  for (let line = 1; line <= starts.length; line++) {
    const at = starts[from] as number;
    const isLast = line === starts.length || starts[line] === text.length;
    if (!isLast && (starts[line] as number) - at < LONGEST / 2) continue;
    const end = isLast ? text.length : (starts[line] as number);
    const own = starts.slice(from, isLast ? undefined : line + 1).map((start) => start - at);
    pieces.push({ text: flat(text.slice(at, end)), starts: own });
    if (isLast) break;
    from = line;
  }
  return pieces;
}

function arranged(list: readonly Piece[]): Pieces {
  const starts: number[] = [];
  const lines: number[] = [];
  let length = 0;
  let line = 0;
  for (const piece of list) {
    starts.push(length);
    lines.push(line);
    length += piece.text.length;
    line += piece.starts.length - 1;
  }
  return { list, starts, lines, length, lineCount: line + 1 };
}

function isEnded(text: string, next: string): boolean {
  return text.endsWith('\n') || (text.endsWith('\r') && !next.startsWith('\n'));
}

function textOf(piece: Piece | undefined): string {
  return piece?.text ?? '';
}
