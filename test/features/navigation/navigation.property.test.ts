import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tests } from 'commonmark-spec';
import MarkdownIt from 'markdown-it';
import { linksOf } from '../../../server/src/markdown/links.ts';
import { parseMarkdown } from '../../../server/src/markdown/markdown.ts';
import fc, { runs } from '../../support/property.ts';
import { openFiles } from './files.ts';
import { renamed } from './renamed.ts';

const reference = new MarkdownIt({ html: true });

/** The destinations of all rendered links and images. The description of an image contains no links. */
function shownLinks(text: string): string[] {
  const tokens = reference.parse(text, {}).flatMap((token) => token.children ?? []);
  return tokens
    .map((token) => token.attrGet('href') ?? token.attrGet('src') ?? '')
    .filter((href) => href !== '')
    .map(String)
    .sort();
}

test('in every CommonMark example, the links found are the rendered ones, with exact ranges', () => {
  const { normalizeReference } = reference.utils;
  let count = 0;
  for (const { markdown: example } of tests) {
    for (const text of [example, example.replaceAll('\n', '\r\n'), `> ${example.replaceAll('\n', '\n> ')}`]) {
      const markdown = parseMarkdown(text, { frontMatter: false });
      const defined = new Set([...markdown.definitions.values()].map(({ destination }) => destination));
      const links = linksOf(markdown);
      const written = links.filter(({ target: at }) => !defined.has(at));
      assert.deepEqual(written.map(({ href }) => href).sort(), shownLinks(text), JSON.stringify(text));
      for (const { href, target: at, label, fragment } of links) {
        const source = text.slice(at.start, at.end);
        const lines = source.replace(/\r\n(?:> )?|\n> /g, '\n');
        if (label !== undefined) assert.equal(normalizeReference(lines), label, JSON.stringify(text));
        else assert.ok(denotes(source, href), JSON.stringify([text, source, href]));
        assert.equal(fragment !== undefined, href.includes('#'), JSON.stringify([text, source]));
        count++;
      }
    }
  }
  assert.ok(count > 300, `${count} links were checked`);
});

/** Whether a source text is a destination. Email autolinks have no scheme, and autolinks have no backslash escapes. */
function denotes(source: string, href: string): boolean {
  const { normalizeLink, utils } = reference;
  return [source, utils.unescapeAll(source), `mailto:${source}`].some((each) => normalizeLink(each) === href);
}

const word = fc.constantFrom(
  'a',
  'b',
  'A',
  '1',
  '-1',
  '*a*',
  '`b`',
  '#',
  '!',
  '😀',
  '[a]',
  '[b](#a)',
  '&amp;',
  '\\',
  '- ',
  '>',
);
const words = fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));
const heading = fc.oneof(
  words.map((text) => `## ${text}`),
  words.map((text) => `${text}\n---`),
  words.map((text) => `> # ${text} #`),
  words.map((text) => `- ${text}\n  ===`),
);
const anchor = fc.constantFrom(
  '#a',
  '#b',
  '#a-1',
  '#a-2',
  '#ab',
  '#aa',
  'design-doc.md#a',
  '%23a',
  '&#35;b',
  '#',
);
const link = fc.oneof(
  anchor.map((to) => `[x](${to})`),
  anchor.map((to) => `![x](<${to}> "t")`),
  anchor.map((to) => `[a]: ${to}`),
  anchor.map((to) => `\`[x](${to})\``),
);
const document = fc
  .array(fc.oneof(heading, link), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('\n\n'));

test('every rename is either rejected or keeps all headings and the targets of all links', () => {
  fc.assert(
    fc.property(document, document, fc.nat(), words, (text, other, at, name) => {
      const body = text.slice(0, at % (text.length + 1));
      const files = openFiles(
        `# Technical Design\n\n${body}$0${text.slice(body.length)}\n//- b-design-doc.md\n# Technical Design\n\n${other}\n`,
      );
      renamed(files, name);
    }),
    { numRuns: runs(500) },
  );
});
