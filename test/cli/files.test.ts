import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import { callCli, diskFolder } from '../support/cli.ts';

const DRAFT = '# Payments\n\n<!-- Phase 0: Project Basics -->\n## Overview\nWe pay people.\n';

async function checked(cwd: string, ...patterns: string[]): Promise<string[] | string> {
  const { stdout, stderr } = await callCli(['check', '--format', 'json', ...patterns], { cwd });
  return stderr === '' ? (JSON.parse(stdout) as CheckResult).files.map(({ path }) => path) : stderr;
}

test('finds files, folders, and globs, without files that git ignores and installed packages', async (t) => {
  const { path: cwd } = diskFolder(t, {
    '.git/HEAD': '',
    '.gitignore': '# built\n/build\n*.draft.md\n!kept.draft.md\n',
    'sub/.gitignore': 'local.md\n!build/\n',
    'a.md': DRAFT,
    'b.MARKDOWN': DRAFT,
    'notes.txt': DRAFT,
    'build/x.md': DRAFT,
    'my.draft.md': DRAFT,
    'kept.draft.md': DRAFT,
    'sub/local.md': DRAFT,
    'sub/deep/local.md': DRAFT,
    'sub/deep/c.md': DRAFT,
    'sub/build/y.md': DRAFT,
    'node_modules/p/z.md': DRAFT,
    '.hidden/d.md': DRAFT,
    '.git/e.md': DRAFT,
  });
  const sub = ['sub/build/y.md', 'sub/deep/c.md'];
  const expected: Readonly<Record<string, readonly string[] | string>> = {
    '': ['.hidden/d.md', 'a.md', 'b.MARKDOWN', 'kept.draft.md', ...sub],
    sub,
    'sub/ a.md ./a.md': ['a.md', ...sub],
    'notes.txt build/x.md': ['build/x.md', 'notes.txt'],
    '*.md': ['a.md', 'kept.draft.md'],
    '**/c.md': ['sub/deep/c.md'],
    '{a,zzz}.md': ['a.md'],
    '. !sub !.hidden !*.draft.md': ['a.md', 'b.MARKDOWN'],
    '. !**': 'design-docs: The “!” patterns exclude every file.\n',
    'nothing/*.md': 'design-docs: No Markdown file matches “nothing/*.md”. Correct it, or omit it.\n',
    'a.md gone.md': 'design-docs: No Markdown file matches “gone.md”. Correct it, or omit it.\n',
  };
  const calls = Object.keys(expected);
  const seen = await Promise.all(
    calls.map((call) => checked(cwd, ...call.split(' ').filter((word) => word))),
  );
  assert.deepEqual(Object.fromEntries(calls.map((call, index) => [call, seen[index]])), expected);
  assert.deepEqual(await checked(join(cwd, 'sub'), '.'), ['build/y.md', 'deep/c.md']);
  const outside = await checked(join(cwd, 'sub/deep'), '../../a.md');
  assert.deepEqual(outside, [join(cwd, 'a.md')]);
});

test('a folder without Markdown files is an error, but one without design documents is not', async (t) => {
  const { path: cwd } = diskFolder(t, { 'a.txt': DRAFT, 'docs/README.md': '# Hello\n' });
  const [docs, nothing] = await Promise.all([
    callCli(['check', 'docs'], { cwd }),
    callCli(['check'], { cwd: diskFolder(t).path }),
  ]);
  assert.deepEqual(docs, {
    code: 0,
    stdout: 'Checked nothing: 1 Markdown file found, none is a design document.\n',
    stderr: '',
  });
  assert.deepEqual(nothing, {
    code: 2,
    stdout: '',
    stderr:
      'design-docs: There are no Markdown files in the current folder. Give files, folders, or globs.\n',
  });
});

test('prints a note about a config file with the wrong extension, because it is ignored', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/.design-docs.yml': 'gate: level\n', 'docs/a.md': '# A\n' });
  const { code, stderr } = await callCli(['check'], { cwd });
  assert.equal(stderr, 'Note: docs/.design-docs.yml is ignored. Rename it to .design-docs.yaml.\n');
  assert.equal(code, 0);
});
