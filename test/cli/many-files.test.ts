import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runTask } from '../../server/src/cli/check/pool.ts';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';

/** Documents of three kinds. With a large `count`, they are checked on several threads. */
function documents(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const body = ['## Overview\nWe pay.', '## Overvew\nWe pay.', '## Overview\nTBD'][index % 3];
      const text = `# Design ${index}\n\n<!-- Phase 0: Project Basics -->\n${body}\n\n## Quality\n- Quality Level: experiment\n`;
      return [`docs/${String(index).padStart(4, '0')}.md`, text];
    }),
  );
}

test('checking many files on several threads gives the same results, in the same order, as on one thread', async (t) => {
  const files = documents(200);
  const { path: cwd, read } = diskFolder(t, files);
  const all = await runCli(['check', '--format', 'json=all.json', '--hints'], { cwd });
  assert.deepEqual([all.code, all.stderr], [1, '']);
  const whole = JSON.parse(read('all.json')) as CheckResult;
  assert.deepEqual(
    whole.files.map(({ path }) => path),
    Object.keys(files),
  );
  const some = await callCli(['check', '--format', 'json', '--hints', ...Object.keys(files).slice(0, 40)], {
    cwd,
  });
  assert.deepEqual(whole.files.slice(0, 40), (JSON.parse(some.stdout) as CheckResult).files);
  assert.deepEqual(
    whole.files.slice(0, 3).map(({ findings }) => findings.map(({ rule }) => rule)),
    [
      ['missing-section', 'missing-phase-marker'],
      ['missing-section', 'misspelled-heading', 'missing-phase-marker'],
      ['missing-section', 'leftover-placeholder', 'missing-phase-marker'],
    ],
  );
});

test('cached results are used until the file or something that its result depends on changes', async (t) => {
  const { path: cwd, write, read } = diskFolder(t, documents(60));
  const check = async (...args: string[]): Promise<CheckResult> => {
    await callCli(['check', '--cache', 'made/cache.json', '--format', 'json=result.json', ...args], { cwd });
    return JSON.parse(read('result.json')) as CheckResult;
  };
  write('made/.keep', '');
  const first = await check();
  assert.deepEqual(await check(), first);
  // The cache is used: a changed message in it is returned.
  const cache = readFileSync(join(cwd, 'made/cache.json'), 'utf8');
  write('made/cache.json', cache.replaceAll('Replace “TBD”.', '“TBD” is remembered.'));
  const remembered = await check();
  assert.match(JSON.stringify(remembered), /“TBD” is remembered/);
  write('docs/0002.md', read('docs/0002.md').replace('We pay.', 'We pay all.').replace('TBD', 'TBD'));
  const byGate = await check('--gate', 'level');
  assert.doesNotMatch(JSON.stringify(byGate), /is remembered/);
  assert.deepEqual(await check(), first, 'the results for other options are not used');
  write('made/cache.json', cache.replaceAll('Replace “TBD”.', '“TBD” is remembered.'));
  write('docs/0002.md', `${read('docs/0002.md')}\nMore.\n`);
  write('.design-docs.yaml', 'rules: { misspelled-heading: info }\n');
  const configured = await check();
  assert.doesNotMatch(JSON.stringify(configured), /is remembered/);
  assert.ok(configured.files.some(({ findings }) => findings.some(({ severity }) => severity === 'info')));
  write('made/cache.json', 'broken');
  assert.deepEqual(await check(), configured);
});

test('a cache does not hide an unreadable config file', async (t) => {
  const { path: cwd } = diskFolder(t, { ...documents(2), 'docs/.design-docs.yaml': Uint8Array.of(0xff) });
  const message = 'design-docs: docs/.design-docs.yaml is not valid UTF-8 on line 1. Save it as UTF-8.\n';
  for (const patterns of [['docs'], ['docs/0000.md'], ['docs/0001.md'], ['docs']]) {
    const { code, stderr } = await callCli(['check', '--cache', 'cache.json', ...patterns], { cwd });
    assert.deepEqual([code, stderr], [2, message], patterns.join());
  }
});

test('a file that needs too much memory is reported, and the other files are checked', async (t) => {
  const names = [...Object.keys(documents(60)), 'docs/huge.md', 'docs/other.md'];
  const { path: cwd } = diskFolder(t, { ...documents(60), 'docs/huge.md': '', 'docs/other.md': '' });
  const task = {
    kind: 'check',
    choice: { cwd },
    options: { hints: false, fixes: false },
    cache: undefined,
  } as const;
  const worker = new URL('../support/forgetful-worker.ts', import.meta.url);
  let done = 0;
  const outcomes = await runTask(
    task,
    names.map((name) => join(cwd, name)),
    worker,
    (count) => {
      done += count;
    },
  );
  assert.deepEqual(
    outcomes.map(({ path }) => path),
    names,
  );
  assert.equal(done, names.length);
  const message = 'docs/huge.md was not checked, because it needs too much memory. Split it.';
  assert.deepEqual(
    outcomes.flatMap(({ problems }) => problems),
    [{ path: 'docs/huge.md', message }],
  );
});
