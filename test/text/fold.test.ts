import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold, foldHeading, slug } from '../../server/src/text/fold.ts';
import fc from '../support/property.ts';

/** Ways to write a heading, and the template's way. */
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
  // A soft hyphen and its like show nothing, so they are nothing; a dash that shows is a dash.
  ['Archi\u00ADtecture', 'Architecture'],
  ['\uFEFFArchi\u200Btecture\u2060', 'Architecture'],
];

for (const [written, template] of SAME)
  test(`${JSON.stringify(written)} is the heading ${JSON.stringify(template)}`, () => {
    assert.equal(foldHeading(written), foldHeading(template));
  });

/** Headings that numbering must leave alone, and why. */
const KEPT: Readonly<Record<string, string>> = {
  '3 Services': 'a number without a dot may be a part of the words',
  '3.2': 'there are no words behind it',
  'IV.': 'there are no words behind it',
  '2024-01 Plan': 'a date is no numbering',
  '3.x Migration': 'a version is no numbering',
  'v1.2 Migration': 'a version is no numbering',
  'I am Legend': 'a numeral needs its dot',
  'I.O. Layer': 'a numeral needs white space behind its dot',
  'IIII. Layer': 'this is no numeral',
  'Vivid. Layer': 'this is a word',
  'Mix. Layer': 'this is a word',
  'A. Layer': 'letters are no numbering',
  'C. Elegans': 'a judgement: C is a hundred, but a hundred sections are rarer than a C',
  'D. Trump': 'a judgement: D is five hundred',
  'L. Ron': 'a judgement: L is fifty',
};

for (const [heading, reason] of Object.entries(KEPT))
  test(`${heading} keeps its beginning: ${reason}`, () => assert.equal(foldHeading(heading), fold(heading)));

test('the judgement costs an initial I, V or X before a name', () => {
  assert.equal(foldHeading('V. Cholerae'), 'cholerae');
});

test('only the first numbering goes', () => {
  assert.equal(foldHeading('1. 2. Architecture'), '2. architecture');
});

test('numbering, emoji and the like are kept where the text is no heading', () => {
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

test('slugs are made of the words', () => {
  assert.equal(slug('Error Handling & Resilience'), 'error-handling-and-resilience');
  assert.equal(slug('Goals and Non\u2011Goals'), 'goals-and-non-goals');
  assert.equal(slug('3. Algorithms / Processing'), 'algorithms-processing');
  assert.equal(slug('«C#» & Ünïcode'), 'c-and-ünïcode');
  assert.equal(slug('हिन्दी'), 'हिन्दी');
});

test('a heading without words has no slug', () => {
  assert.equal(slug('🚀 – ???'), '');
});
