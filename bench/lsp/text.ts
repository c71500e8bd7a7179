import type { Range } from 'vscode-languageserver-types';

/** An edit as the protocol has it: `text` replaces the text of `range`. Positions count UTF-16 code units. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** A document in the editor. `undo` has the edits that undo what was done, oldest first. */
export interface OpenDocument {
  readonly uri: string;
  readonly lines: string[];
  version: number;
  undo: Edit[];
}

export function openDocument(uri: string, text: string): OpenDocument {
  return { uri, lines: text.split('\n'), version: 1, undo: [] };
}

export function textOf({ lines }: OpenDocument): string {
  return lines.join('\n');
}

export function insertion(line: number, character: number, text: string): Edit {
  return { range: { start: { line, character }, end: { line, character } }, text };
}

/** Changes the document in place and adds the edit that undoes it to `undo`. */
export function applyEdit(document: OpenDocument, { range, text }: Edit): void {
  const { lines } = document;
  const { start, end } = range;
  const lineAt = (index: number): string => lines[index] ?? '';
  const removed = lines.slice(start.line, end.line + 1);
  const last = removed.length - 1;
  removed[last] = (removed[last] ?? '').slice(0, end.character);
  removed[0] = (removed[0] ?? '').slice(start.character);
  const head = lineAt(start.line).slice(0, start.character);
  const tail = lineAt(end.line).slice(end.character);
  lines.splice(start.line, end.line - start.line + 1, ...(head + text + tail).split('\n'));
  const inserted = text.split('\n');
  const length = inserted.at(-1)?.length ?? 0;
  const endOfText = {
    line: start.line + inserted.length - 1,
    character: inserted.length === 1 ? start.character + length : length,
  };
  document.undo.push({ range: { start, end: endOfText }, text: removed.join('\n') });
}
