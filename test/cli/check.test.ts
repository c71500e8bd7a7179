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
  Goals and Non‑Goals is missing; prototype documents write it in Phase 0. Insert the section.
  3 | ## Overview
    | ^^^^^^^^^^^

docs/pay.md:6:1 warning missing-gate
  Quality names no tests; prototype documents ask for tests. Name each under “Entry/Exit criteria”.
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

test('findings are grouped by file, each with its line and what is meant in it', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/pay.md': DRAFT, 'README.md': '# Read me\n' });
  const { code, stdout, stderr } = await runCli(['check'], { cwd });
  assert.equal(stderr, '');
  assert.equal(stdout, `${DRAFT_FINDINGS}\n1 design document among 2 Markdown files: 2 warnings.\n`);
  assert.equal(code, 1);
});

test('the gate, the level and the threshold decide what fails', async (t) => {
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

test('a template and a config file can be given for all documents', async (t) => {
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

test('a level of a template that only a folder below knows is one', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'a/x.md': '# X\n',
    'a/.design-docs.yaml': 'templates: { x.md: t/t.md }\n',
    'a/t/t.md':
      '# T\n\n- Quality Level: bronze | gold\n\n<!-- Phase 0: One (gold) -->\n## Risks\nName them.\n',
  });
  const { stderr, code } = await callCli(['check', '--level', 'gold'], { cwd });
  assert.deepEqual([stderr, code], ['', 1]);
});

test('what can be mended safely is mended, or shown as a diff that git takes', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'docs/pay.md': MISMARKED });
  const marker = '<!-- Phase 0: Project Basics -->\n##';
  const mended = DRAFT.replaceAll('##', marker);
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
  assert.equal(read('docs/pay.md'), mended);
  assert.doesNotMatch(stdout, /phase-marker/);
  assert.deepEqual([dry.code, code], [1, 1]);
});

test('what is interrupted while it writes leaves nothing half done, on one thread and on many', async (t) => {
  for (const count of [1, 60]) {
    const files = Array.from({ length: count }, (_, index) => [`${index}.md`, MISMARKED]);
    const { path: cwd, read } = diskFolder(t, Object.fromEntries(files));
    const { code, stdout } = await runCli(['check', '--fix'], { cwd, env: withInterruptedWrite() });
    assert.deepEqual([code, stdout], [null, '']);
    assert.deepEqual(readdirSync(cwd).sort(), files.map(([name]) => name).sort());
    assert.match(read('0.md'), /Phase 0: Project Basics/);
  }
});

test('a file that somebody else changes while it is mended keeps what they wrote', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'pay.md': MISMARKED });
  const { stderr, code } = await runCli(['check', '--fix'], {
    cwd,
    env: withConcurrentEdit(join(cwd, 'pay.md')),
  });
  assert.equal(read('pay.md'), `${MISMARKED}Mine.\n`);
  assert.equal(
    stderr,
    'design-docs: pay.md was changed by somebody else meanwhile, so it is left as it is. Run it again.\n',
  );
  assert.equal(code, 2);
});

test('the standard input is judged as the file that it is said to be', async (t) => {
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
  assert.match(binary.stderr, /^design-docs: The standard input is a binary file/);
});

test('a baseline knows the findings of before: new ones fail, and so do those that are gone', async (t) => {
  const { path: cwd, write, read } = diskFolder(t, { 'docs/pay.md': DRAFT, 'docs/old.md': DRAFT });
  const check = (...args: string[]): Promise<CliResult> =>
    callCli(['check', '--baseline', 'ci/known.json', ...args], { cwd });
  const missing = await check();
  assert.match(
    missing.stderr,
    /^design-docs: The baseline ci\/known\.json is not there\. --update-baseline writes one\.\n$/,
  );
  assert.equal(missing.code, 2);
  write('ci/.keep', '');
  const written = await check('--update-baseline');
  assert.equal(written.stderr, 'ci/known.json knows 4 findings now.\n');
  assert.equal(written.code, 0);
  assert.deepEqual(Object.keys(JSON.parse(read('ci/known.json')).files), [
    '../docs/old.md',
    '../docs/pay.md',
  ]);
  // Text that moves and what is known elsewhere change nothing; a part of all files says nothing of the rest.
  write('docs/pay.md', DRAFT.replace('We pay', 'Since 2019\nwe pay'));
  const known = await check('docs/pay.md');
  assert.equal(known.stdout, '1 design document: no findings; 2 known to the baseline.\n');
  assert.equal(known.code, 0);
  write(
    'docs/pay.md',
    `${DRAFT.replace('## Quality', '## Quality\n- Entry/Exit criteria: all tests pass.')}\n# Two\n`,
  );
  const changed = await check('docs/pay.md');
  assert.match(changed.stdout, /^docs\/pay\.md:\d+:1 warning multiple-titles$/m);
  assert.match(
    changed.stdout,
    /^The baseline knows what is no longer found\. Take it out with --update-baseline:\n {2}docs\/pay\.md missing-gate tests$/m,
  );
  assert.match(changed.stdout, /: 1 warning; 1 known to the baseline; 1 no longer found\.$/m);
  assert.equal(changed.code, 1);
  // Of several things in one finding, those that are left stay known.
  const several = DRAFT.replace('prototype', 'production');
  write('docs/pay.md', several);
  await check('docs/pay.md', '--gate', 'level', '--update-baseline');
  write('docs/pay.md', `${several}- Entry/Exit criteria: all tests pass.\n\n## Data Model\nOne table.\n`);
  const mended = await check('docs/pay.md', '--gate', 'level');
  assert.equal(mended.code, 1);
  assert.doesNotMatch(mended.stdout, / error /);
  assert.match(
    mended.stdout,
    /^ {2}docs\/pay\.md missing-gate tests\n {2}docs\/pay\.md missing-section Data Model\n/m,
  );
  write('ci/known.json', '{"version":1,"files":{"a.md":[{"rule":3}]}}');
  const broken = await check('docs/pay.md');
  assert.match(
    broken.stderr,
    /^design-docs: The baseline ci\/known\.json is broken at “files\.a\.md\.0\.rule”: .*\n$/,
  );
  assert.match(broken.stdout, /missing-section/);
  assert.equal(broken.code, 2);
  write('ci/known.json', '{"version":2,"documents":{}}');
  assert.equal(
    (await check('docs/pay.md')).stderr,
    'design-docs: The baseline ci/known.json is of version 2, which a newer design-docs wrote. Mend it, or write it anew with --update-baseline.\n',
  );
});

test('only what differs from a git base is checked', async (t) => {
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
  // A level is known by all files, though none is left to be judged by it.
  assert.deepEqual(await paths(cwd, '--changed=HEAD', '--level=secure', 'docs'), []);
  const { path: linked } = diskFolder(t);
  symlinkSync(cwd, join(linked, 'link'));
  const through = join(linked, 'link', 'untracked.md');
  assert.deepEqual(await paths(cwd, '--changed=main', through, join(linked, 'link', 'old.md')), [through]);
  assert.equal(
    await paths(cwd, '--changed'),
    'design-docs: git knows no origin/HEAD to compare with. Name the base, as in --changed=main.\n',
  );
  assert.equal(
    await paths(cwd, '--changed', 'docs'),
    'design-docs: git knows no branch or commit “docs”. Correct --changed=docs, or fetch it.\n',
  );
  const { path: elsewhere } = diskFolder(t, { 'a.md': DRAFT });
  assert.equal(
    await paths(cwd, '--changed=main', elsewhere),
    `design-docs: ${join(elsewhere, 'a.md')} lies outside of the repository ${cwd}, so --changed cannot tell. Leave it out.\n`,
  );
  assert.match(
    String(await paths(elsewhere, '--changed=main')),
    /^design-docs: --changed asks git, and git says “fatal: not a git/,
  );
});

test('options that mean nothing together are refused in one line', async (t) => {
  const { path: cwd } = diskFolder(t, { 'a.md': DRAFT });
  const calls: Readonly<Record<string, string>> = {
    '--update-baseline': '--update-baseline needs --baseline FILE.',
    '--fix --fix-dry-run': 'Give --fix or --fix-dry-run, not both.',
    '--stdin-filename x.md': '--stdin-filename needs --stdin.',
    '--stdin a.md': 'With --stdin there are no paths. Name the text with --stdin-filename.',
    '--gate strict': '“strict” is no gate. Give --gate progressive, level, or the number of a phase.',
    '--shard 5/4': '“5/4” is no part. Give --shard i/n, as in --shard 1/4 for the first of four.',
    '--max-warnings -1': '“-1” is no number. Give --max-warnings a whole number, 0 or more.',
  };
  const ended = await Promise.all(
    Object.keys(calls).map((call) => callCli(['check', ...call.split(' ')], { cwd })),
  );
  for (const [index, [call, message]] of Object.entries(calls).entries())
    assert.deepEqual(ended[index], { code: 2, stdout: '', stderr: `design-docs: ${message}\n` }, call);
});
