import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framed, messageReader } from '../../bench/lsp/framing.ts';

const messages = [{ id: 1, result: 'é€😀' }, { method: 'a' }, { params: { text: 'x'.repeat(300) } }];

for (const size of [1, 7, 100_000]) {
  test(`messages that arrive in chunks of ${size} bytes are read whole`, () => {
    const read: unknown[] = [];
    const take = messageReader((body) => read.push(JSON.parse(body)));
    const all = Buffer.concat(messages.map(framed));
    for (let at = 0; at < all.length; at += size) take(all.subarray(at, at + size));
    assert.deepEqual(read, messages);
  });
}

test('reading fails for a header without a length', () => {
  const take = messageReader(() => undefined);
  assert.throws(() => take(Buffer.from('Hello\r\n\r\n')), /Not an LSP message: Hello/);
});
