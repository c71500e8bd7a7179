import assert from 'node:assert/strict';
import type { Completion } from '../../server/src/features/completion/entry.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { atCursor, SERVICE } from './service.ts';

/** The completions that VS Code lists at the cursor `$0`: those that pass its filter, in the order of the server. */
export function suggest(marked: string, trigger?: string): readonly Completion[] {
  const { source, offset } = atCursor(marked);
  const { text } = source.markdown;
  return SERVICE.complete(source, offset, trigger).filter((completion) => {
    const { edit, otherEdits = [] } = completion;
    assert.ok(edit.start <= offset && offset <= edit.end, 'the replaced text contains the cursor');
    assert.doesNotMatch(text.slice(edit.start, edit.end), /[\r\n]/, 'the replaced text is on one line');
    assert.doesNotThrow(() => applyEdits(text, [edit, ...otherEdits]), 'the edits do not overlap');
    return passesFilter(text.slice(edit.start, offset), completion.filterText);
  });
}

/** The whole document after the completion with this label is accepted. Tab stops keep their snippet syntax. */
export function accept(marked: string, label: string): string {
  const completion = suggest(marked).find((each) => each.label === label);
  assert.ok(completion, `${label} is offered`);
  const { source } = atCursor(marked);
  return applyEdits(source.markdown.text, [completion.edit, ...(completion.otherEdits ?? [])]);
}

/** The text that a completion inserts, with the placeholders of its tab stops and without snippet escapes. */
export function inserted({ edit }: Completion): string {
  return edit.newText
    .replace(/\$\{\d+\|([^|]*?),[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replace(/(?<!\\)\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}

/**
 * VS Code's completion filter without its scores (src/vs/base/common/filters.ts, `fuzzyScore`): from the start of one
 * of its words, the filter text contains the typed characters in order, ignoring case. Leading spaces are ignored.
 */
export function passesFilter(typed: string, filterText: string): boolean {
  const pattern = typed.replace(/^[ \t]+/, '').toLowerCase();
  if (pattern === '') return true;
  const word = filterText.toLowerCase();
  return [...word].some(
    (_, at) =>
      word[at] === pattern[0] && beginsWord(filterText, at) && isSubsequence(pattern, word.slice(at)),
  );
}

function beginsWord(text: string, at: number): boolean {
  const isUpper = (index: number): boolean => /\p{Lu}/u.test(text[index] ?? '');
  const isSeparator = (index: number): boolean => /[\s_\-.'":$<>/\\()[\]{}]/.test(text[index] ?? ' ');
  return at === 0 || isSeparator(at - 1) || (isUpper(at) && !isUpper(at - 1)) || isSeparator(at);
}

function isSubsequence(pattern: string, word: string): boolean {
  let at = 0;
  for (const unit of word) if (unit === pattern[at]) at++;
  return at === pattern.length;
}
