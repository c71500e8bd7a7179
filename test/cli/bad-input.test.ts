import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTaskRunner } from '../../server/src/cli/check/task.ts';
import { readProblem } from '../../server/src/cli/files/read.ts';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import { CLI, callCli, diskFolder, runCli } from '../support/cli.ts';

const DRAFT = '# Payments\n\n<!-- Phase 0: Project Basics -->\n## Overview\nWe pay people.\n';

/** Sorted lines. Files are read on several threads, so the order can vary. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

test('reports each unreadable file on its own line, counts it, and checks the rest', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'good.md': DRAFT,
    'binary.md': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1),
    'latin.md': Uint8Array.from(Buffer.from('# Caf\n\nCaf\u00e9\n', 'latin1')),
    'utf16.md': Uint8Array.from(Buffer.from('\uFEFF# A', 'utf16le')),
    'config/.design-docs.yaml': Uint8Array.of(0xff),
    'config/a.md': DRAFT,
    'wrong/.design-docs.yaml': 'templates: { "*.md": ../gone.md }\n',
    'wrong/a.md': DRAFT,
  });
  mkdirSync(join(cwd, 'folder.md'));
  execFileSync('mkfifo', [join(cwd, 'pipe.txt')]);
  const { code, stdout, stderr } = await callCli(['check', '.', 'pipe.txt', '--format', 'json'], { cwd });
  assert.deepEqual(linesOf(stderr), [
    'design-docs: binary.md is a binary file: it contains a NUL byte. Exclude it, or fix it.',
    'design-docs: config/.design-docs.yaml is not valid UTF-8 on line 1. Save it as UTF-8.',
    'design-docs: latin.md is not valid UTF-8 on line 3. Save it as UTF-8.',
    'design-docs: pipe.txt is not a regular file. Exclude it.',
    'design-docs: utf16.md is encoded as UTF-16. Save it as UTF-8.',
    'design-docs: wrong/.design-docs.yaml:1:22: There is no file “../gone.md”, so these documents are not checked. Correct the path.',
  ]);
  const { files, problems } = JSON.parse(stdout) as CheckResult;
  assert.deepEqual(
    files.map(({ path }) => path),
    ['config/a.md', 'good.md', 'wrong/.design-docs.yaml'],
  );
  assert.equal(problems.length, 6);
  assert.equal(code, 2);
});

test('reports a file that was deleted before it is checked', async (t) => {
  const { path: cwd } = diskFolder(t);
  const run = createTaskRunner({
    kind: 'check',
    choice: { cwd },
    options: { hints: false, fixes: false },
    cache: undefined,
  });
  const { result, problems } = await run(join(cwd, 'gone.md'));
  assert.equal(result, undefined);
  assert.deepEqual(problems, [{ path: 'gone.md', message: 'gone.md does not exist.' }]);
});

test('reports a file without read permission', () => {
  // Tests often run as root, which can read every file, so the error is constructed.
  const error = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  const message = 'a.md cannot be read: permission denied. Change its permissions, or exclude it.';
  assert.deepEqual(readProblem('a.md', error), { path: 'a.md', message });
});

test('does not follow links, and reports broken links, loops, and links to other folders', async (t) => {
  const outside = diskFolder(t, { 'other.md': DRAFT });
  const { path: cwd } = diskFolder(t, { 'docs/a.md': DRAFT });
  const link = (target: string, path: string): void => symlinkSync(target, join(cwd, path));
  link('..', 'docs/up');
  link('.', 'docs/here');
  link('docs', 'alias');
  link('docs/a.md', 'a.md');
  link('itself.md', 'itself.md');
  link(join(outside.path, 'other.md'), 'docs/other.md');
  link('/nowhere', 'docs/nothing.txt');
  mkdirSync(join(cwd, 'docs-old'));
  link('../docs', 'docs-old/new');
  const { code, stdout, stderr } = await callCli(['check', '--format', 'json'], { cwd });
  assert.deepEqual(linesOf(stderr), [
    'Note: docs/here is a link to one of its parent folders, so it is not followed.',
    'Note: docs/other.md is a link that leads outside the given folders, so it is not followed. To check its target, give its path.',
    'Note: docs/up is a link to one of its parent folders, so it is not followed.',
    'Note: itself.md is a broken link.',
  ]);
  assert.deepEqual(
    (JSON.parse(stdout) as CheckResult).files.map(({ path }) => path),
    ['docs/a.md'],
  );
  assert.equal(code, 1);
  // A link that is given by its path is read.
  const named = await callCli(['check', 'docs/other.md', '--format', 'json'], { cwd });
  assert.deepEqual(
    (JSON.parse(named.stdout) as CheckResult).files.map(({ path }) => path),
    ['docs/other.md'],
  );
});

test('handles any bytes without an unexpected error', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'empty.md': '',
    'mark.md': '\uFEFF',
    'cr.md': DRAFT.replaceAll('\n', '\r'),
    'odd\u2028name .md': DRAFT,
    'escape.md': DRAFT.replace('We pay', '\u001b[31mTBD\u001b[0m\u202e'),
    'long.md': `${DRAFT}${'x'.repeat(100_000)}\n\nTBD ${'ü'.repeat(500)}`,
  });
  const { code, stdout, stderr } = await runCli(['check', '--hints'], { cwd });
  assert.equal(stderr, '');
  assert.equal(code, 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters must not reach the terminal.
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u202e]/);
  assert.ok(stdout.split('\n').every((line) => line.length < 300));
});

test('prints a file name with control characters on one line, without them', async (t) => {
  const { path: cwd } = diskFolder(t, { 'red\u001b[31m\n.md': Uint8Array.of(0) });
  const message =
    'design-docs: red\uFFFD[31m\uFFFD.md is a binary file: it contains a NUL byte. Exclude it, or fix it.\n';
  assert.deepEqual((await callCli(['check', '--quiet'], { cwd })).stderr, message);
  const { stderr } = await callCli(['check', 'no\u001b\n'], { cwd });
  assert.equal(stderr, 'design-docs: No Markdown file matches “no\uFFFD\uFFFD”. Correct it, or omit it.\n');
});

test('exits with 2 if the output cannot be written', { skip: !existsSync('/dev/full') }, (t) => {
  const { path: cwd } = diskFolder(t, { 'a.md': DRAFT });
  const command = '"$0" "$1" check a.md --format json > /dev/full';
  const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath, CLI], { cwd });
  assert.equal(status, 2);
  assert.match(String(stderr), /^design-docs: Cannot write the output: ENOSPC.*\n$/);
});
