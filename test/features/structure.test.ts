import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentSymbol } from '../../server/src/features/structure.ts';
import { contains, type Range } from '../../server/src/text/range.ts';
import { places, testExamples } from '../document/examples.ts';
import { SEED } from '../support/engine.ts';
import { atCursor, designDoc, plain, SERVICE } from '../support/service.ts';

testExamples(new URL('structure.md', import.meta.url), (input, option) => {
  const kinds: Readonly<Record<string, (input: string) => string[]>> = { symbols, folds, selections };
  return (kinds[option] ?? assert.fail(option))(input).join('\n');
});

function symbols(input: string): string[] {
  const show = (symbol: DocumentSymbol, depth: number): string[] => {
    assert.ok(contains(symbol.range, symbol.selection.start) && contains(symbol.range, symbol.selection.end));
    const detail = symbol.detail === undefined ? '' : ` (${symbol.detail})`;
    const shown = `${'  '.repeat(depth)}${symbol.name}${detail} ${places(input, trimmed(input, symbol.range))}`;
    return [shown, ...symbol.children.flatMap((child) => show(child, depth + 1))];
  };
  return SERVICE.documentSymbols(designDoc(input)).flatMap((symbol) => show(symbol, 0));
}

function folds(input: string): string[] {
  return SERVICE.foldingRanges(designDoc(input)).map((range) => {
    const lines = places(input, range).replace(/:\d+/g, '');
    const first = plain(input.slice(range.start, range.end)).split('\n')[0];
    return `${lines} ${range.kind}: ${first}`;
  });
}

function selections(input: string): string[] {
  const { source, offset } = atCursor(input);
  const { text } = source.markdown;
  const shown = SERVICE.selectionRanges(source, offset).map((range) =>
    JSON.stringify(plain(text.slice(range.start, range.end))),
  );
  // With a byte order mark, the range of the whole document is larger than its visible text, so it may appear twice.
  return [...new Set(shown)];
}

/** The range without trailing line breaks, whose length differs between LF and CRLF. */
function trimmed(text: string, { start, end }: Range): Range {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

test('each selection range contains the previous one, at every seventh offset of the template', () => {
  const source = designDoc(SEED);
  for (let offset = 0; offset <= SEED.length; offset += 7) {
    const ranges = SERVICE.selectionRanges(source, offset);
    assert.deepEqual(ranges.at(-1), { start: 0, end: SEED.length });
    for (const [index, range] of ranges.entries()) {
      assert.ok(contains(range, offset));
      const inner = ranges[index - 1];
      if (inner)
        assert.ok(
          range.start <= inner.start &&
            inner.end <= range.end &&
            inner.end - inner.start < range.end - range.start,
        );
    }
  }
});

test('a file that is not a design document has no symbols and no folding ranges', () => {
  const source = { ...designDoc('# Shopping\n\n- milk\n- bread\n'), uri: 'file:///shopping.md' };
  assert.deepEqual(SERVICE.documentSymbols(source), []);
  assert.deepEqual(SERVICE.foldingRanges(source), []);
});
