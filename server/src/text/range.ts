/** A range of text: offsets in UTF-16 code units from the start of the text. `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text in the range with `newText`. */
export interface TextEdit extends Range {
  readonly newText: string;
  /** The offset in `newText` where the author continues writing, if the edit leaves something to write. */
  readonly cursor?: number;
}

/**
 * Applies edits whose offsets all refer to the original text, in any order. Insertions at the same offset keep their
 * order and come before a replacement that starts there. Throws a RangeError if two edits overlap.
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

/** Whether `offset` is in `range`. Both ends count. */
export function contains(range: Range, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** Whether two ranges share text or touch at an end. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The edit with its range shifted by `by` code units. `cursor` stays, because it is relative to `newText`. */
export function movedBy(edit: TextEdit, by: number): TextEdit {
  return { ...edit, start: edit.start + by, end: edit.end + by };
}
