import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anchorsOf } from '../../server/src/features/navigation/anchors.ts';
import { linksOf } from '../../server/src/markdown/links.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', 'dist/**', '.*/**'] });

const SOURCES = filesOf('**/*.{ts,mjs,cjs,md,json,yaml,yml}', '.*.yaml');
const DOCUMENTATION = filesOf('*.md', 'docs/**/*.md');

/** The text of a source file, with each comment of several lines joined into one line. */
function unwrapped(file: string): string {
  return read(file).replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ');
}

test('source files cite only existing sections of docs/reference.md', () => {
  const titles = new Set(anchorsOf(parseMarkdown(read('docs/reference.md'))).map(({ title }) => title));
  const citing = SOURCES.filter((file) => file.endsWith('.ts') && !file.startsWith('test/docs/'));
  const citations = citing.flatMap((file) =>
    [...unwrapped(file).matchAll(/docs\/reference\.md(?:, "([^"]+)")?/g)].map(([, title]) => ({
      file,
      title,
    })),
  );
  assert.ok(citations.length > 0, 'citations are found');
  const broken = citations.filter(({ title }) => title === undefined || !titles.has(title));
  assert.deepEqual(broken, []);
});

test('no file cites the product description, which is not part of the repository', () => {
  const name = /\bproduct\.md\b/;
  assert.ok(SOURCES.length > 300, `${SOURCES.length} files are found`);
  assert.deepEqual(
    SOURCES.filter((file) => name.test(read(file))),
    [],
  );
});

test('relative links in the documentation lead to files and headings that exist', () => {
  assert.ok(DOCUMENTATION.includes('README.md'));
  const broken = DOCUMENTATION.flatMap((file) =>
    linksOf(parseMarkdown(read(file)))
      .filter(({ href }) => !/^[a-z][a-z+.-]*:/i.test(href) && !linkExists(file, href))
      .map(({ href }) => `${file}: ${href}`),
  );
  assert.deepEqual(broken, []);
});

test('the index of decisions lists every decision with its title, date, and status', () => {
  const rows = globSync('docs/decisions/[0-9]*.md', { cwd: root })
    .sort()
    .map((path) => {
      const [, title, status, date] =
        /^# (.+)\n\n- Status: (.+)\n- Date: (\d{4}-\d\d-\d\d)\n/.exec(read(path)) ?? [];
      const file = basename(path);
      return `| [${file.slice(0, 4)}](${file}) | ${title} | ${date} | ${status} |`;
    });
  const listed = read('docs/decisions/index.md').match(/^\| \[.*$/gm);
  assert.deepEqual(listed, rows);
});

function linkExists(from: string, href: string): boolean {
  const [path = '', fragment] = href.split('#').map(decodeURIComponent);
  const target = path === '' ? from : join(dirname(from), path);
  if (!existsSync(join(root, target))) return false;
  if (fragment === undefined) return true;
  return anchorsOf(parseMarkdown(read(target))).some(({ name }) => name === fragment);
}
