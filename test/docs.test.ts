import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('every relative link in the documentation leads to a file', () => {
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
  const broken = pages.flatMap((page) =>
    linksIn(read(page))
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
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

/** The targets of links that lead to files of the repository, without anchors. Code is not searched. */
function linksIn(markdown: string): string[] {
  const prose = markdown
    .replace(/^( *)(`{3,}|~{3,})[\s\S]*?^\1\2/gm, '')
    .replace(/(?<!\[)`[^`\n]+`(?!\])/g, '');
  return [...prose.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target = '']) => decodeURI(target))
    .filter((target) => !/^[a-z]+:/i.test(target));
}
