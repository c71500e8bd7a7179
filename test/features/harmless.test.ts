import assert from 'node:assert/strict';
import { test } from 'node:test';
import MarkdownIt from 'markdown-it';
import { sanitizeGuidance } from '../../server/src/features/harmless.ts';
import { testExamples } from '../document/examples.ts';
import fc, { runs } from '../support/property.ts';
import { plain } from '../support/service.ts';

testExamples(new URL('harmless.md', import.meta.url), (input) => plain(sanitizeGuidance(input)).trimEnd());

test('any Markdown of a template loads nothing and links to no commands', () => {
  const part = fc.constantFrom(
    '!',
    '[',
    ']',
    '(',
    ')',
    'a',
    ' ',
    '\n',
    '](command:b)',
    '](c.png)',
    '[r]',
    '\\',
    '`',
  );
  const more = fc.constantFrom(
    '<img src=x>',
    '<b>',
    '</b>',
    '<style>',
    '<div a="',
    '">',
    '<!--',
    '-->',
    '> ',
    '- ',
    '| ',
  );
  const text = fc.array(fc.oneof({ weight: 3, arbitrary: part }, more), { maxLength: 40 });
  const md = new MarkdownIt({ html: true });
  fc.assert(
    fc.property(text, (parts) => {
      const source = `${parts.join('')}\n\n[r]: command:d\n`;
      const html = md.render(sanitizeGuidance(source)).replace(/<!--.*?(?:-->|$)/gs, '');
      assert.doesNotMatch(html, /<img(?! src="")|<style|<div a|href="command:/);
    }),
    { numRuns: runs(2000) },
  );
});
