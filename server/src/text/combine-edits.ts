import { applyEdits, movedBy, type TextEdit } from './range.ts';

/**
 * Combines two steps into edits of the original text: `first`, and then `insertions`, whose offsets are in the text
 * after `first`. The edits of `first` must not overlap, and those of `insertions` must not replace any text.
 */
export function combineEdits(first: readonly TextEdit[], insertions: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  let rest = [...insertions];
  const moved: TextEdit[] = [];
  for (const edit of first.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const start = edit.start + shift;
    const end = start + edit.newText.length;
    const before = rest.filter((insertion) => insertion.start < start);
    const within = rest.filter((insertion) => start <= insertion.start && insertion.start <= end);
    rest = rest.filter((insertion) => end < insertion.start);
    moved.push(...before.map((insertion) => movedBy(insertion, -shift)));
    moved.push({
      ...edit,
      newText: applyEdits(
        edit.newText,
        within.map((insertion) => movedBy(insertion, -start)),
      ),
    });
    shift += edit.newText.length - (edit.end - edit.start);
  }
  return [...moved, ...rest.map((insertion) => movedBy(insertion, -shift))];
}
