import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HEAD } from '../support/hostile.ts';
import fc, { runs } from '../support/property.ts';
import { askAll } from '../support/questions.ts';
import { designDoc, SERVICE } from '../support/service.ts';

const LARGE: Readonly<Record<string, string>> = {
  'ten megabytes': `${HEAD}${`${'Words of a document. '.repeat(10)}\n\n`.repeat(48_000)}`,
  'a line of five megabytes': `${HEAD}${'word '.repeat(999_900)}`,
  '40,000 headings': `${HEAD}${'## Own\n'.repeat(40_000)}`,
  '5,000 nested lists': `${HEAD}${'- '.repeat(5000)}x\n`,
  '5,000 nested quotes': `${HEAD}${'> '.repeat(5000)}x\n`,
};

for (const [name, text] of Object.entries(LARGE))
  test(`answers the requests of an editor for a large document: ${name}`, () => {
    const source = designDoc(text);
    const at = text.length >> 1;
    assert.ok(SERVICE.findings(source).length > 0);
    assert.ok(SERVICE.documentSymbols(source).length > 0);
    SERVICE.complete(source, at, undefined);
    SERVICE.hover(source, at);
    SERVICE.foldingRanges(source);
    SERVICE.readiness(source);
    const markdown = source.markdown.edit([{ start: at, end: at, newText: 'x' }]);
    assert.ok(SERVICE.findings({ ...source, markdown }).length > 0);
  });

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  fc
    .array(fc.constantFrom(...Buffer.from('#->|`*[]()<!:-\n\r \t&\\_{}N/A\0\x80\xed\xa0')), {
      maxLength: 120,
    })
    .map((list) => Uint8Array.from(list)),
);
const decoders = fc.constantFrom('utf8', 'latin1', 'utf16le');

test('answers all requests for a document with random bytes', () => {
  const property = fc.property(bytes, decoders, fc.boolean(), fc.nat(), (raw, encoding, isDesign, at) => {
    const text = (isDesign ? HEAD : '') + Buffer.from(raw).toString(encoding as BufferEncoding);
    const source = designDoc(text);
    askAll(SERVICE, source, at % (text.length + 1));
    for (const { start, end } of SERVICE.findings(source))
      assert.ok(0 <= start && start <= end && end <= text.length);
  });
  fc.assert(property, { numRuns: runs(200) });
});
