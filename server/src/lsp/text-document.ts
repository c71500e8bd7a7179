import type { TextDocument } from 'vscode-languageserver-textdocument';
import { editPieces, lineOf, type Pieces, piecesOf, sliceOf, startOfLine } from '../text/pieces.ts';
import type { Range, TextEdit } from '../text/range.ts';

/**
 * An immutable replacement for the `TextDocument` of vscode-languageserver-textdocument, with the same offsets and
 * positions. An edit creates a new document without copying the whole text.
 */
export interface EditedText extends TextDocument {
  /** In UTF-16 code units, like all offsets. */
  readonly length: number;
  /** The text between two offsets, which must be within the text. */
  slice(range: Range): string;
  /** The document after an edit whose offsets refer to this version. */
  edited(edit: TextEdit, version: number): EditedText;
}

type Named = Pick<TextDocument, 'uri' | 'languageId'>;

export function textDocument(named: Named, version: number, content: string): EditedText {
  return documentOf(named, version, piecesOf(content));
}

function documentOf({ uri, languageId }: Named, version: number, pieces: Pieces): EditedText {
  const { length, lineCount } = pieces;
  let text: string | undefined;
  /** Moves an offset that is inside or after the line break of its line to the end of the line's text. */
  const beforeBreak = (offset: number, start: number): number => {
    const end = sliceOf(pieces, { start: Math.max(start, offset - 2), end: offset });
    return offset - end.length + end.replace(/\r?\n?$/, '').length;
  };
  const offsetAt: TextDocument['offsetAt'] = ({ line, character }) => {
    if (line >= lineCount) return length;
    const start = startOfLine(pieces, Math.max(0, line));
    if (line < 0 || character <= 0) return start;
    const end = line + 1 < lineCount ? startOfLine(pieces, line + 1) : length;
    return beforeBreak(Math.min(start + character, end), start);
  };
  return {
    uri,
    languageId,
    version,
    length,
    lineCount,
    slice: (range) => sliceOf(pieces, range),
    getText(range) {
      if (range) {
        const [start, end] = [offsetAt(range.start), offsetAt(range.end)];
        return sliceOf(pieces, { start: Math.min(start, end), end: Math.max(start, end) });
      }
      text ??= sliceOf(pieces, { start: 0, end: length });
      return text;
    },
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, length));
      const { line, start } = lineOf(pieces, at);
      return { line, character: beforeBreak(at, start) - start };
    },
    offsetAt,
    getLineRange(line) {
      const last = Math.max(0, Math.min(line, lineCount - 1));
      const end = offsetAt({ line: last, character: line < 0 ? 0 : length });
      const character = end - startOfLine(pieces, last);
      // For a line after the last one, the package returns the last line.
      return { start: { line: last, character: 0 }, end: { line: last, character } };
    },
    getEOLCharacters(line) {
      if (line < 0 || line >= lineCount - 1) return '';
      return sliceOf(pieces, {
        start: offsetAt({ line, character: length }),
        end: startOfLine(pieces, line + 1),
      });
    },
    edited: (edit, next) => documentOf({ uri, languageId }, next, editPieces(pieces, edit)),
  };
}
