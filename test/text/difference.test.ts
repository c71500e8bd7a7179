import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, differences } from '../../server/src/text/difference.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import fc, { runs } from '../support/property.ts';

test('leaves out the text that is the same at the start and the end', () => {
  assert.deepEqual(difference('one two three', 'one 2 three'), [{ start: 4, end: 7, newText: '2' }]);
  assert.deepEqual(difference('one', 'one two'), [{ start: 3, end: 3, newText: ' two' }]);
  assert.deepEqual(difference('aa', 'aaa'), [{ start: 2, end: 2, newText: 'a' }]);
  assert.deepEqual(difference('one', 'one'), []);
});

test('never splits a surrogate pair or a line break', () => {
  assert.deepEqual(difference('😀', '😁'), [{ start: 0, end: 2, newText: '😁' }]);
  assert.deepEqual(difference('a\r\nb', 'a\rb'), [{ start: 1, end: 3, newText: '\r' }]);
  assert.deepEqual(difference('𝒳', '𐒳'), [{ start: 0, end: 2, newText: '𐒳' }]);
});

test('applying the edits gives the other text', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', '\r', '\n', '\r\n', '😀', '😁', '\uD83D', '\uDE00'))
    .map(join);
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const edits of [difference(before, after), differences(before, after)]) {
        assert.equal(applyEdits(before, edits), after);
        for (const offset of edits.flatMap(({ start, end }) => [start, end])) {
          const around = before.slice(Math.max(0, offset - 1), offset + 1);
          assert.doesNotMatch(around, /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/);
        }
      }
    }),
    { numRuns: runs(2000) },
  );
});

test('does not edit lines that stay in order, if sections move or two places change', () => {
  const text = '# A\n\nOne.\n\n# B\n\nTwo.\n\n# C\n\nThree.\n';
  const moved = '# A\n\nOne.\n\n# C\n\nThree.\n\n# B\n\nTwo.\n';
  const edits = differences(text, moved);
  assert.equal(applyEdits(text, edits), moved);
  assert.equal(edits.length, 2, JSON.stringify(edits));
  const changed = text.replace('One', '1').replace('Three', '3');
  assert.deepEqual(
    differences(text, changed).map(({ start, end }) => text.slice(start, end)),
    ['One', 'Three'],
  );
});

function join(parts: readonly string[]): string {
  return parts.join('');
}
