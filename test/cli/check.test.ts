import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import {
  type CliResult,
  callCli,
  diskFolder,
  runCli,
  withConcurrentEdit,
  withInterruptedWrite,
} from '../support/cli.ts';
import { repositoryIn } from '../support/repository.ts';

const DRAFT = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: prototype
`;

const DRAFT_FINDINGS = `docs/pay.md (technical-design, prototype)

docs/pay.md:3:1 warning missing-section
  Goals and Non‑Goals is missing. It is required at prototype (Phase 0).
  3 | ## Overview
    | ^^^^^^^^^^^

docs/pay.md:6:1 warning missing-gate
  Quality does not mention tests. This gate is required at prototype: add it under “Entry/Exit criteria”.
  6 | ## Quality
    | ^^^^^^^^^^
`;

const MISMARKED = DRAFT.replace('## Overview', '<!-- Phase 0: Basics -->\n## Overview');

const DONE = `# Decision

## Context and Problem Statement
We need a queue.

## Considered Options
- A queue.

## Decision Outcome
A queue.
`;

test('groups findings by file, each with its source line and carets below the finding', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/pay.md': DRAFT, 'README.md': '# Read me\n' });
  const { code, stdout, stderr } = await runCli(['check'], { cwd });
  assert.equal(stderr, '');
  assert.equal(stdout, `${DRAFT_FINDINGS}\n1 design document among 2 Markdown files: 2 warnings.\n`);
  assert.equal(code, 1);
});

test('the gate, the level, and the threshold determine what fails', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/pay.md': DRAFT });
  const counts = async (...args: string[]): Promise<string> => {
    const { code, stdout } = await callCli(['check', ...args], { cwd });
    return `${code}: ${stdout.trimEnd().split('\n').at(-1)}`;
  };
  const calls = {
    '--gate level': '1: 1 design document: 3 errors.',
    '--gate 0': '1: 1 design document: 2 errors.',
    '--gate level --level experiment': '0: 1 design document: no findings.',
    '--level secure --hints': '1: 1 design document: 2 warnings, 2 hints.',
    '--fail-on error': '0: 1 design document: 2 warnings.',
    '--fail-on error --max-warnings 1': '1: 1 design document: 2 warnings.',
    '--max-warnings 2': '0: 1 design document: 2 warnings.',
    '--quiet --fail-on error': '0: ',
  };
  const seen = await Promise.all(Object.keys(calls).map((call) => counts(...call.split(' '))));
  assert.deepEqual(Object.fromEntries(Object.keys(calls).map((call, index) => [call, seen[index]])), calls);
});

test('a template and a config file can be set for all documents', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'docs/queue.md': DONE,
    'docs/.design-docs.yaml': 'rules: { missing-section: off }\n',
    'strict.yaml': 'templates: { "docs/*.md": own.md }\n',
    'own.md': '# T\n\n## Costs\nSay what it costs.\n',
  });
  const [adr, own, named, missing, noConfig, noLevel] = (await Promise.all(
    [
      ['--template', 'adr'],
      ['--template', 'own.md', '--config', 'strict.yaml'],
      ['--config', 'strict.yaml'],
      ['--template', 'nothing.md'],
      ['--config', 'nothing.yaml'],
      ['--level', 'prodution'],
    ].map((args) => callCli(['check', 'docs', ...args], { cwd })),
  )) as [CliResult, CliResult, CliResult, CliResult, CliResult, CliResult];
  assert.equal(adr.stdout, '1 design document: no findings.\n');
  for (const { stdout, code } of [own, named]) {
    assert.match(stdout, /^docs\/queue\.md:1:1 warning missing-section\n {2}.*\bCosts\b/m);
    assert.equal(code, 1);
  }
  assert.equal(
    missing.stderr,
    'design-docs: There is no template “nothing.md” with sections. Give --template a Markdown file, or one of technical-design, adr, enhancement, rfc.\n',
  );
  assert.equal(noConfig.stderr, 'design-docs: There is no config file “nothing.yaml”. Correct --config.\n');
  assert.equal(
    noLevel.stderr,
    'design-docs: No template has the level “prodution”. Give --level one of experiment, prototype, production, secure.\n',
  );
  for (const { code, stdout } of [missing, noConfig, noLevel]) assert.deepEqual([code, stdout], [2, '']);
});

test('accepts a level of a template that only a subfolder uses', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'a/x.md': '# X\n',
    'a/.design-docs.yaml': 'templates: { x.md: t/t.md }\n',
    'a/t/t.md':
      '# T\n\n- Quality Level: bronze | gold\n\n<!-- Phase 0: One (gold) -->\n## Risks\nName them.\n',
  });
  const { stderr, code } = await callCli(['check', '--level', 'gold'], { cwd });
  assert.deepEqual([stderr, code], ['', 1]);
});

test('applies safe fixes, or prints them as a diff that git accepts', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'docs/pay.md': MISMARKED });
  const marker = '<!-- Phase 0: Project Basics -->\n##';
  const fixed = DRAFT.replaceAll('##', marker);
  const dry = await callCli(['check', '--fix-dry-run'], { cwd });
  assert.equal(read('docs/pay.md'), MISMARKED);
  execFileSync('git', ['apply', '--check', '-'], { cwd, input: dry.stdout });
  assert.match(dry.stdout, /^\+<!-- Phase 0: Project Basics -->$/m);
  const piped = await runCli(['check', '--fix-dry-run', '--stdin', '--stdin-filename', 'docs/pay.md'], {
    cwd,
    stdin: MISMARKED,
  });
  assert.equal(piped.stdout, dry.stdout);
  const { stdout, code } = await callCli(['check', '--fix', '--quiet'], { cwd });
  assert.equal(read('docs/pay.md'), fixed);
  assert.doesNotMatch(stdout, /phase-marker/);
  assert.deepEqual([dry.code, code], [1, 1]);
});

test('an interrupted run leaves no half-written files, on one thread and on several', async (t) => {
  for (const count of [1, 60]) {
    const files = Array.from({ length: count }, (_, index) => [`${index}.md`, MISMARKED]);
    const { path: cwd, read } = diskFolder(t, Object.fromEntries(files));
    const { code, stdout } = await runCli(['check', '--fix'], { cwd, env: withInterruptedWrite() });
    assert.deepEqual([code, stdout], [null, '']);
    assert.deepEqual(readdirSync(cwd).sort(), files.map(([name]) => name).sort());
    assert.match(read('0.md'), /Phase 0: Project Basics/);
  }
});

test('does not overwrite a file that another program changes while fixes are applied', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'pay.md': MISMARKED });
  const { stderr, code } = await runCli(['check', '--fix'], {
    cwd,
    env: withConcurrentEdit(join(cwd, 'pay.md')),
  });
  assert.equal(read('pay.md'), `${MISMARKED}Mine.\n`);
  assert.equal(
    stderr,
    'design-docs: pay.md was changed by another program, so it was not written. Run the command again.\n',
  );
  assert.equal(code, 2);
});

test('checks standard input as if it were the file of --stdin-filename', async (t) => {
  const { path: cwd } = diskFolder(t, { '.design-docs.yaml': 'templates: { "adr/*.md": adr }\n' });
  const call = (...args: string[]): Promise<CliResult> =>
    callCli(['check', '--stdin', ...args], { cwd, stdin: '# Queue\n' });
  const [unnamed, named, binary] = await Promise.all([
    call(),
    call('--stdin-filename', 'adr/0001.md'),
    runCli(['check', '--stdin'], { cwd, stdin: Uint8Array.of(35, 0, 1) }),
  ]);
  assert.deepEqual([unnamed.code, named.code, binary.code], [0, 1, 2]);
  assert.match(named.stdout, /^adr\/0001\.md:1:1 warning missing-section$/m);
  assert.match(binary.stderr, /^design-docs: Standard input is a binary file/);
});

test('with a baseline, new findings fail, and so do entries that no longer occur', async (t) => {
  const { path: cwd, write, read } = diskFolder(t, { 'docs/pay.md': DRAFT, 'docs/old.md': DRAFT });
  const check = (...args: string[]): Promise<CliResult> =>
    callCli(['check', '--baseline', 'ci/known.json', ...args], { cwd });
  const missing = await check();
  assert.match(
    missing.stderr,
    /^design-docs: The baseline ci\/known\.json does not exist\. Create one with --update-baseline\.\n$/,
  );
  assert.equal(missing.code, 2);
  write('ci/.keep', '');
  const written = await check('--update-baseline');
  assert.equal(written.stderr, 'ci/known.json now has 4 entries.\n');
  assert.equal(written.code, 0);
  assert.deepEqual(Object.keys(JSON.parse(read('ci/known.json')).files), [
    '../docs/old.md',
    '../docs/pay.md',
  ]);
  // Findings that move stay in the baseline, and entries of files that are not checked are ignored.
  write('docs/pay.md', DRAFT.replace('We pay', 'Since 2019\nwe pay'));
  const known = await check('docs/pay.md');
  assert.equal(known.stdout, '1 design document: no findings; 2 in the baseline.\n');
  assert.equal(known.code, 0);
  write(
    'docs/pay.md',
    `${DRAFT.replace('## Quality', '## Quality\n- Entry/Exit criteria: all tests pass.')}\n# Two\n`,
  );
  const changed = await check('docs/pay.md');
  assert.match(changed.stdout, /^docs\/pay\.md:\d+:1 warning multiple-titles$/m);
  assert.match(
    changed.stdout,
    /^These baseline entries no longer occur\. Remove them with --update-baseline:\n {2}docs\/pay\.md missing-gate tests$/m,
  );
  assert.match(changed.stdout, /: 1 warning; 1 in the baseline; 1 baseline entry no longer found\.$/m);
  assert.equal(changed.code, 1);
  // If a finding is about several things, those that remain stay in the baseline.
  const several = DRAFT.replace('prototype', 'production');
  write('docs/pay.md', several);
  await check('docs/pay.md', '--gate', 'level', '--update-baseline');
  write('docs/pay.md', `${several}- Entry/Exit criteria: all tests pass.\n\n## Data Model\nOne table.\n`);
  const fixed = await check('docs/pay.md', '--gate', 'level');
  assert.equal(fixed.code, 1);
  assert.doesNotMatch(fixed.stdout, / error /);
  assert.match(
    fixed.stdout,
    /^ {2}docs\/pay\.md missing-gate tests\n {2}docs\/pay\.md missing-section Data Model\n/m,
  );
  write('ci/known.json', '{"version":1,"files":{"a.md":[{"rule":3}]}}');
  const broken = await check('docs/pay.md');
  assert.match(
    broken.stderr,
    /^design-docs: The baseline ci\/known\.json is invalid at “files\.a\.md\.0\.rule”: .*\n$/,
  );
  assert.match(broken.stdout, /missing-section/);
  assert.equal(broken.code, 2);
  write('ci/known.json', '{"version":2,"documents":{}}');
  assert.equal(
    (await check('docs/pay.md')).stderr,
    'design-docs: The baseline ci/known.json has format version 2, which this design-docs cannot read. Fix it, or create a new one with --update-baseline.\n',
  );
});

test('with --changed, checks only files that differ from a git base', async (t) => {
  const folder = diskFolder(t, { 'old.md': DRAFT, 'docs/edited.md': DRAFT, 'gone.md': DRAFT });
  const { git, commit } = repositoryIn(folder);
  commit('Ada <ada@example.org>', '2026-01-01');
  git('switch', '--quiet', '--create=side');
  folder.write('docs/edited.md', `${DRAFT}\nMore.\n`);
  folder.write('docs/ü "new".md', DRAFT);
  git('rm', '--quiet', 'gone.md');
  commit('Ada <ada@example.org>', '2026-01-02');
  git('switch', '--quiet', 'main');
  folder.write('old.md', `${DRAFT}\nOnly on main.\n`);
  commit('Ada <ada@example.org>', '2026-01-03');
  git('switch', '--quiet', 'side');
  folder.write('untracked.md', DRAFT);
  const paths = async (cwd: string, ...args: string[]): Promise<string[] | string> => {
    const { stdout, stderr } = await callCli(['check', '--format', 'json', ...args], { cwd });
    return stderr || (JSON.parse(stdout) as CheckResult).files.map(({ path }) => path);
  };
  const cwd = folder.path;
  assert.deepEqual(await paths(cwd, '--changed=main'), ['docs/edited.md', 'docs/ü "new".md', 'untracked.md']);
  assert.deepEqual(await paths(join(cwd, 'docs'), '--changed=main'), ['edited.md', 'ü "new".md']);
  assert.deepEqual(await paths(cwd, '--changed=HEAD'), ['untracked.md']);
  const absolute = ['docs/edited.md', 'untracked.md'].map((file) => join(cwd, file));
  assert.deepEqual(await paths(join(cwd, 'docs'), '--changed=main', '../untracked.md', ...absolute), [
    absolute[1],
    'edited.md',
  ]);
  // The level is validated against all files, even if none of them changed.
  assert.deepEqual(await paths(cwd, '--changed=HEAD', '--level=secure', 'docs'), []);
  const { path: linked } = diskFolder(t);
  symlinkSync(cwd, join(linked, 'link'));
  const through = join(linked, 'link', 'untracked.md');
  assert.deepEqual(await paths(cwd, '--changed=main', through, join(linked, 'link', 'old.md')), [through]);
  assert.equal(
    await paths(cwd, '--changed'),
    'design-docs: The repository has no origin/HEAD to compare with. Give a base, such as --changed=main.\n',
  );
  assert.equal(
    await paths(cwd, '--changed', 'docs'),
    'design-docs: The repository has no branch or commit “docs”. Correct --changed=docs, or fetch it.\n',
  );
  const { path: elsewhere } = diskFolder(t, { 'a.md': DRAFT });
  assert.equal(
    await paths(cwd, '--changed=main', elsewhere),
    `design-docs: ${join(elsewhere, 'a.md')} is outside the repository ${cwd}, so --changed cannot compare it. Remove it from the paths.\n`,
  );
  assert.match(
    String(await paths(elsewhere, '--changed=main')),
    /^design-docs: --changed needs git, but git reported “fatal: not a git/,
  );
});

test('rejects invalid values and combinations of options in one line', async (t) => {
  const { path: cwd } = diskFolder(t, { 'a.md': DRAFT });
  const calls: Readonly<Record<string, string>> = {
    '--update-baseline': '--update-baseline needs --baseline FILE.',
    '--fix --fix-dry-run': 'Give either --fix or --fix-dry-run, not both.',
    '--stdin-filename x.md': '--stdin-filename needs --stdin.',
    '--stdin a.md': '--stdin and paths cannot be combined. Give the path of the text with --stdin-filename.',
    '--gate strict': '--gate must be progressive, level, or a phase number.',
    '--shard 5/4': '--shard must be i/n with i from 1 to n, such as --shard 1/4.',
    '--max-warnings -1': '--max-warnings must be a whole number, 0 or more.',
  };
  const ended = await Promise.all(
    Object.keys(calls).map((call) => callCli(['check', ...call.split(' ')], { cwd })),
  );
  for (const [index, [call, message]] of Object.entries(calls).entries())
    assert.deepEqual(ended[index], { code: 2, stdout: '', stderr: `design-docs: ${message}\n` }, call);
});
