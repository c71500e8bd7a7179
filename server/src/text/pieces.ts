import { flat } from './flat.ts';
import { lineAt, lineStarts } from './lines.ts';
import type { Range, TextEdit } from './range.ts';

/**
 * A text split into pieces at line breaks, so that an edit copies only the pieces that it touches and not the whole
 * text. Offsets are in UTF-16 code units. Lines are 0-based.
 */
export interface Pieces {
  readonly list: readonly Piece[];
  /** The start offset of each piece. */
  readonly starts: readonly number[];
  /** The first line of each piece. */
  readonly lines: readonly number[];
  readonly length: number;
  readonly lineCount: number;
}

interface Piece {
  readonly text: string;
  /** The start offsets of its lines within the piece, including the line after its last line break. */
  readonly starts: readonly number[];
}

export function piecesOf(text: string): Pieces {
  return indexed(split(text));
}

/** Applies an edit, which must be within the text. */
export function editPieces({ list, starts }: Pieces, { start, end, newText }: TextEdit): Pieces {
  let first = lineAt(starts, start);
  let next = lineAt(starts, end) + 1;
  const [at = 0, lastAt = 0] = [starts[first], starts[next - 1]];
  let text = `${textOf(list[first]).slice(0, start - at)}${newText}${textOf(list[next - 1]).slice(end - lastAt)}`;
  // A piece must not end inside a line or inside a `\r\n`.
  while (next < list.length && !endsLine(text, textOf(list[next]))) text += textOf(list[next++]);
  if (text.startsWith('\n') && textOf(list[first - 1]).endsWith('\r')) text = textOf(list[--first]) + text;
  return indexed([...list.slice(0, first), ...split(text), ...list.slice(next)]);
}

/** The text in a range. The range must be within the text. */
export function sliceOf({ list, starts }: Pieces, { start, end }: Range): string {
  let slice = '';
  for (let nth = lineAt(starts, start); nth < list.length && (starts[nth] as number) < end; nth++) {
    const at = starts[nth] as number;
    slice += textOf(list[nth]).slice(Math.max(0, start - at), end - at);
  }
  return slice;
}

/** The line that contains an offset, and the offset at which it starts. The offset must be within the text. */
export function lineOf({ list, starts, lines }: Pieces, offset: number): { line: number; start: number } {
  const nth = lineAt(starts, offset);
  const [at = 0, first = 0, piece] = [starts[nth], lines[nth], list[nth]];
  const line = lineAt(piece?.starts ?? [], offset - at);
  return { line: first + line, start: at + (piece?.starts[line] ?? 0) };
}

/** The offset at which a line starts. The line must exist. */
export function startOfLine({ list, starts, lines }: Pieces, line: number): number {
  const nth = lineAt(lines, line);
  return (starts[nth] ?? 0) + (list[nth]?.starts[line - (lines[nth] ?? 0)] ?? 0);
}

/** The maximum length of a piece. A longer line is a piece of its own. */
const LONGEST = 4096;

function split(text: string): Piece[] {
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

function indexed(list: readonly Piece[]): Pieces {
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

function endsLine(text: string, next: string): boolean {
  return text.endsWith('\n') || (text.endsWith('\r') && !next.startsWith('\n'));
}

function textOf(piece: Piece | undefined): string {
  return piece?.text ?? '';
}
