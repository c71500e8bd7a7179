import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold, foldHeading, slug } from '../../server/src/text/fold.ts';
import fc from '../support/property.ts';

/** Headings as authors write them, and the template's heading that they match. */
const SAME: readonly (readonly [written: string, template: string])[] = [
  ['Goals and Non-Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non\u2010Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non–Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non—Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non\u2212Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non\uFE63Goals', 'Goals and Non\u2011Goals'],
  ['Goals and Non\uFF0DGoals', 'Goals and Non\u2011Goals'],
  ['Goals and Non\u2043Goals', 'Goals and Non\u2011Goals'],
  ['Goals & Non-goals', 'Goals and Non\u2011Goals'],
  ['Security&Privacy', 'Security & Privacy'],
  ['SECURITY  AND\tprivacy ', 'Security & Privacy'],
  ['Security\u00A0&\u2003Privacy', 'Security & Privacy'],
  ['Ｐｅｒｆｏｒｍａｎｃｅ', 'Performance'],
  ['Con\uFB01guration', 'Configuration'],
  ['Re\u0301sume\u0301', 'Résumé'],
  ['3. Architecture', 'Architecture'],
  ['3) Architecture', 'Architecture'],
  ['3.2 Architecture', 'Architecture'],
  ['3.2. Architecture', 'Architecture'],
  ['10.11.12 Architecture', 'Architecture'],
  ['IV. Architecture', 'Architecture'],
  ['xxxix) Architecture', 'Architecture'],
  ['🚀 Rollout & Migration', 'Rollout & Migration'],
  ['Rollout 🏳️‍🌈👩🏽‍💻 & Migration 🇫🇷', 'Rollout & Migration'],
  ['🚀 3. Testing Strategy', 'Testing Strategy'],
  ['3. 🚀 Testing Strategy', 'Testing Strategy'],
  ['3️⃣ Testing Strategy', 'Testing Strategy'],
  // Invisible characters, such as a soft hyphen, are ignored. A visible dash is a dash.
  ['Archi\u00ADtecture', 'Architecture'],
  ['\uFEFFArchi\u200Btecture\u2060', 'Architecture'],
];

for (const [written, template] of SAME)
  test(`${JSON.stringify(written)} matches the heading ${JSON.stringify(template)}`, () => {
    assert.equal(foldHeading(written), foldHeading(template));
  });

/** Headings whose start is not numbering, and why. */
const KEPT: Readonly<Record<string, string>> = {
  '3 Services': 'a number without a dot can belong to the title',
  '3.2': 'no words follow',
  'IV.': 'no words follow',
  '2024-01 Plan': 'a date is not numbering',
  '3.x Migration': 'a version is not numbering',
  'v1.2 Migration': 'a version is not numbering',
  'I am Legend': 'a numeral needs its dot',
  'I.O. Layer': 'a numeral needs white space after its dot',
  'IIII. Layer': 'this is not a numeral',
  'Vivid. Layer': 'this is a word',
  'Mix. Layer': 'this is a word',
  'A. Layer': 'letters are not numbering',
  'C. Elegans': 'a trade-off: C means 100, but few documents have 100 sections',
  'D. Trump': 'a trade-off: D means 500',
  'L. Ron': 'a trade-off: L means 50',
};

for (const [heading, reason] of Object.entries(KEPT))
  test(`${heading} keeps its start: ${reason}`, () => assert.equal(foldHeading(heading), fold(heading)));

test('as a result of the trade-off, an initial I, V, or X before a name is removed', () => {
  assert.equal(foldHeading('V. Cholerae'), 'cholerae');
});

test('removes only the first numbering', () => {
  assert.equal(foldHeading('1. 2. Architecture'), '2. architecture');
});

test('keeps numbering and emoji in text that is not a heading', () => {
  assert.equal(fold('3. Goals & Non\u2011Goals 🚀'), '3. goals and non-goals 🚀');
});

test('folding twice changes nothing', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...SAME.flat(), '&', '\u2011', '\u00AD', ' ', '\uD800'))
      .map((parts) => parts.join('')),
  );
  fc.assert(fc.property(texts, (text) => assert.equal(fold(fold(text)), fold(text))));
});

test('makes slugs from the words', () => {
  assert.equal(slug('Error Handling & Resilience'), 'error-handling-and-resilience');
  assert.equal(slug('Goals and Non\u2011Goals'), 'goals-and-non-goals');
  assert.equal(slug('3. Algorithms / Processing'), 'algorithms-processing');
  assert.equal(slug('«C#» & Ünïcode'), 'c-and-ünïcode');
  assert.equal(slug('हिन्दी'), 'हिन्दी');
});

test('a heading without words has an empty slug', () => {
  assert.equal(slug('🚀 – ???'), '');
});
