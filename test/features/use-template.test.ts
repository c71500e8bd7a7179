import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/text/range.ts';
import { testExamples } from '../document/examples.ts';
import { designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('use-template.md', import.meta.url), (input) => {
  const source = { ...designDoc(input), uri: 'file:///home/notes.md' };
  const edits = SERVICE.edit(source, { kind: 'useTemplate', template: 'technical-design' });
  const result = applyEdits(input, edits);
  assert.equal(result.startsWith('\uFEFF'), input.startsWith('\uFEFF'), 'a byte order mark stays first');
  const after = { ...designDoc(result), uri: source.uri };
  assert.deepEqual(
    [SERVICE.recognition(after).kind, SERVICE.recognition(after).why],
    ['document', 'directive'],
  );
  return plain(result).replace(/\n$/, '');
});
