/** A half-open stretch of text, in UTF-16 code units from the start of the document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text between `start` and `end` is replaced by `newText`. */
export interface TextEdit extends Range {
  readonly newText: string;
  /** Where in `newText` the author goes on writing, if the edit leaves something to be written. */
  readonly cursor?: number;
}

/**
 * Applies edits that all speak of the same original text. They may come in any order; edits at one place are
 * inserted in the order given. Throws a RangeError when two edits overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) throw new RangeError(`edits overlap at offset ${start}`);
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

export function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

export function overlaps(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The same edit of a text in which it stands elsewhere. */
export function movedBy(edit: TextEdit, by: number): TextEdit {
  return { ...edit, start: edit.start + by, end: edit.end + by };
}
