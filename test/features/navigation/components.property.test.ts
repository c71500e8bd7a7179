import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../server/src/text/range.ts';
import fc, { runs } from '../../support/property.ts';
import { SERVICE } from '../../support/service.ts';
import { open } from './files.ts';

const NAME = fc.constantFrom('Card gateway', 'Card gateway proxy', '`ledger-db`', '`ledger`', 'Risk engine');
const SENTENCE = fc.constantFrom(
  'See Card gateway and `Card gateway`.',
  'A ledger-db, `ledger-db` and `ledger`; card gateway.',
  '> The _Card gateway proxy_ asks the **Risk engine**.',
  '| Card gateway | `ledger` |\n| --- | --- |\n| Risk engine | a |',
  '```\nCard gateway\n```',
  '<!-- Risk engine -->',
  '[Card gateway](#card-gateway "Card gateway"), [x](#the-card-gateway), [Risk engine]',
  '### The Card gateway',
  '## Interfaces',
  '[Risk engine]: #risk-engine',
  '1. Risk engine: `Risk engine`',
);
const ENTRY = NAME.chain((name) =>
  fc.constantFrom(
    `- **${name}:** asks.`,
    `- ${name}: asks.`,
    `### ${name}`,
    `| Name | What |\n| --- | --- |\n| ${name} | asks |`,
  ),
);
const DOCUMENT = fc
  .tuple(
    fc.array(SENTENCE, { maxLength: 3 }),
    fc.array(ENTRY, { minLength: 1, maxLength: 3 }),
    fc.array(SENTENCE),
  )
  .chain(([before, entries, after]) =>
    fc
      .constantFrom('\n', '\r\n')
      .map((lineBreak) =>
        ['# Technical Design', '## Overview', ...before, '## Components', ...entries, ...after, '']
          .join('\n\n')
          .replaceAll('\n', lineBreak),
      ),
  );
const FRESH = 'Brand new thing';

interface Place {
  readonly offset: number;
  readonly name: string;
}

/** Every place where the editor can rename a component. */
function placesIn(text: string): Place[] {
  const source = open('design-doc.md', text);
  const navigation = SERVICE.navigation([source]);
  return [...text.matchAll(/Card|ledger|Risk|Brand/g)].flatMap(({ index: offset }) => {
    const found = navigation.renamable(source, offset, 'names');
    return found && !('refusal' in found) ? [{ offset, name: found.text }] : [];
  });
}

function renameAt(text: string, offset: number, name: string): string {
  const source = open('design-doc.md', text);
  const result = SERVICE.navigation([source]).rename(source, offset, name, 'names');
  assert.ok(result && !('refusal' in result), 'the rename is not rejected');
  assert.ok(result.review, 'the author reviews the rename first');
  return applyEdits(
    text,
    result.changes.flatMap(({ edits }) => edits),
  );
}

test('renaming a component and renaming it back restores the exact text', () => {
  let renamed = 0;
  fc.assert(
    fc.property(DOCUMENT, fc.nat(), (text, nth) => {
      const places = placesIn(text);
      const place = places[nth % places.length];
      if (!place) return;
      const after = renameAt(text, place.offset, FRESH);
      const [lines, changed] = [text.split('\n'), after.split('\n')];
      assert.equal(changed.length, lines.length);
      for (const [index, line] of lines.entries())
        if (!line.includes(place.name) && !/\]\(#|\]: #/.test(line)) assert.equal(changed[index], line);
      const back = placesIn(after).find(({ name }) => name === FRESH);
      assert.ok(back, 'the new name is recognized as a name');
      assert.equal(renameAt(after, back.offset, place.name), text);
      renamed++;
    }),
    { numRuns: runs(300) },
  );
  assert.ok(renamed > runs(100), `${renamed} names were renamed`);
});
