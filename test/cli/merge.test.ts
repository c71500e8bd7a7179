import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log, Result } from 'sarif';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import { callCli, diskFolder, type Folder } from '../support/cli.ts';
import { schemaCheck } from '../support/json-schema.ts';

const PARTS = [1, 2, 3, 4];

/** A few dozen files, some with many kinds of errors, and two config files, one of which is broken. */
function files(): Record<string, string | Uint8Array> {
  const all: Record<string, string | Uint8Array> = {
    '.design-docs.yaml':
      'templates:\n  "rfcs/*.md": rfcs/template.md\n  "adr/*.md": odd/own.md\nrules:\n  no-such-rule: off\n  template-duplicate-heading: hint\n',
    'rfcs/template.md': '# Title\n\n## Context\n\n## Decision\n\n## Decision\n',
    'odd/.design-docs.yaml': 'rules: [\n',
    // In its own folder, which has its own config file, this is not a template.
    'odd/own.md': '# Title\n\n## Context\n\n## Context\n',
  };
  for (let index = 0; index < 12; index++) {
    const number = String(index).padStart(2, '0');
    all[`docs/${number} “é” #%.md`] = document(index);
    all[`rfcs/${number}.md`] =
      index % 2 ? '# R\n\n## Context\n\nSo.\n' : '# R\n\n## Context\n\n## Decision\nX\n';
    all[`odd/${number}.md`] = document(index);
    all[`notes/${number}.md`] = '# A note\n';
  }
  all['docs/broken.md'] = new Uint8Array([0x23, 0x00]);
  all['docs/latin.md'] = new Uint8Array([0x23, 0x20, 0xe9]);
  return all;
}

function document(index: number): string {
  const level = ['experiment', 'prototype', 'production', 'nonsense'][index % 4];
  const overview = index % 3 === 0 ? 'TBD' : 'We pay people.';
  return `# Payments ${index}\n\n## Overview\n${overview}\n\n## Quality\n- Quality Level: ${level}\n`;
}

// Without --hints, the shard to which a template belongs omits its hint, but the other shards include it.
const OPTIONS = ['--baseline', 'known.json', '--fail-on', 'info', '--max-warnings', '5'];

/**
 * Writes a baseline with the findings of some files, an entry that no longer occurs in one of them, and entries of a
 * deleted file.
 */
async function withBaseline({ path: cwd, write, read }: Folder): Promise<void> {
  const own = Object.keys(files()).filter((file) => file.startsWith('docs/0') || file.startsWith('rfcs/0'));
  const { stderr } = await callCli(['check', ...own, '--baseline', 'known.json', '--update-baseline'], {
    cwd,
  });
  assert.match(stderr, /known\.json now has \d\d entries/);
  const baseline = JSON.parse(read('known.json')) as { files: Record<string, unknown[]> };
  const entry = { rule: 'missing-title', fingerprint: 'gone', message: 'No title.' };
  baseline.files['gone.md'] = [entry, { ...entry, fingerprint: 'gone too' }];
  baseline.files['docs/00 “é” #%.md']?.push(entry);
  write('known.json', JSON.stringify(baseline));
}

test('joining the shards of a check gives the result of a single run, as JSON and as SARIF', async (t) => {
  const folder = diskFolder(t, files());
  const { path: cwd, read } = folder;
  await withBaseline(folder);
  const check = (name: string, ...more: string[]): ReturnType<typeof callCli> =>
    callCli(['check', ...OPTIONS, '-f', `json=${name}.json`, '-f', `sarif=${name}.sarif`, ...more], { cwd });
  const whole = await check('whole');
  assert.equal(whole.code, 2);
  await Promise.all(PARTS.map((index) => check(`part-${index}`, '--shard', `${index}/4`)));
  const parts = PARTS.map((index) => JSON.parse(read(`part-${index}.json`)) as CheckResult);
  assert.ok(parts.every((part) => part.files.some(({ kind }) => kind === 'document')));

  const json = await merge(cwd, [4, 2, 1, 3], 'json');
  const merged = JSON.parse(json.stdout) as CheckResult;
  const problems = merged.problems.map(({ message }) => `design-docs: ${message}\n`).join('');
  assert.deepEqual([json.code, json.stderr], [2, problems]);
  const expected = JSON.parse(read('whole.json')) as CheckResult;
  schemaCheck('check')(merged);
  assert.deepEqual(merged, sorted(expected));
  // Several shards have these files. The findings of the first one are in the baseline; the last one has only a hint,
  // which is not listed.
  const shared = merged.files.filter(({ kind }) => kind === 'config' || kind === 'template');
  assert.deepEqual(
    shared.map(({ path, findings }) => [path, findings.map(({ rule }) => rule)]),
    [
      ['.design-docs.yaml', []],
      ['odd/.design-docs.yaml', ['config-file']],
      ['odd/own.md', ['template-duplicate-heading']],
      ['rfcs/template.md', []],
    ],
  );
  assert.ok(
    merged.stale.length === 3 && merged.known > 5 && merged.problems.length >= 3,
    'the case covers baseline entries and problems',
  );
  assert.ok(
    sum(parts.map(({ files }) => files.length)) > merged.files.length,
    'several shards have the same files',
  );

  const sarif = await merge(cwd, [3, 1, 4, 2], 'sarif');
  assert.deepEqual([sarif.code, sarif.stderr], [2, problems]);
  const log = JSON.parse(sarif.stdout) as Log;
  schemaCheck('sarif')(log);
  const [run] = log.runs;
  const [one] = (JSON.parse(read('whole.sarif')) as Log).runs;
  assert.deepEqual(run?.results, one?.results);
  assert.deepEqual(run?.tool, one?.tool);
  assert.deepEqual(run?.artifacts, one?.artifacts);
  assert.deepEqual(run?.properties, sorted(one?.properties as unknown as CheckResult));
  assert.deepEqual(run?.invocations?.[0]?.exitCode, 2);
  assert.deepEqual(
    rulesOf(run?.results),
    run?.results?.map(({ ruleIndex = -1 }) => run.tool.driver.rules?.[ruleIndex]?.id),
  );

  const text = await callCli(['report', '--merge', ...names([1, 2, 3, 4], 'json')], { cwd });
  const direct = await callCli(['check', ...OPTIONS], { cwd });
  assert.deepEqual([text.code, text.stdout], [direct.code, direct.stdout]);
});

function rulesOf(results: readonly Result[] | undefined): unknown {
  return results?.map(({ ruleId }) => ruleId);
}

/** A single run lists problems in the order in which they occur, not by path. */
function sorted<T extends Pick<CheckResult, 'problems'>>(result: T): T {
  const byPath = (a: { path?: string | undefined }, b: { path?: string | undefined }): number =>
    (a.path ?? '') < (b.path ?? '') ? -1 : (a.path ?? '') > (b.path ?? '') ? 1 : 0;
  return { ...result, problems: result.problems.toSorted(byPath) };
}

function names(indexes: readonly number[], kind: 'json' | 'sarif'): string[] {
  return indexes.map((index) => `part-${index}.${kind}`);
}

function merge(cwd: string, indexes: readonly number[], kind: 'json' | 'sarif'): ReturnType<typeof callCli> {
  return callCli(['report', '--merge', '-f', kind, ...names(indexes, kind)], { cwd });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

test('warnings are counted across all shards', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'a/design.md': document(1),
    'b/design.md': document(5),
    'c.md': '# C\n',
  });
  const check = async (count: number): Promise<(number | null)[]> => {
    const parts = [1, 2].map((index) => {
      const formats = ['-f', `json=part-${index}.json`, '-f', `sarif=part-${index}.sarif`];
      return callCli(['check', '--max-warnings', `${count}`, '--shard', `${index}/2`, ...formats], { cwd });
    });
    const ended = await Promise.all(parts);
    const merged = await Promise.all([merge(cwd, [1, 2], 'json'), merge(cwd, [1, 2], 'sarif')]);
    return [...ended, ...merged].map(({ code }) => code);
  };
  const { stdout } = await callCli(['check', '-f', 'json'], { cwd });
  const warnings = (JSON.parse(stdout) as CheckResult).files.map(({ findings }) => findings.length);
  assert.deepEqual(warnings, [2, 2]);
  assert.deepEqual(await check(4), [0, 0, 0, 0]);
  assert.deepEqual((await check(3)).slice(2), [1, 1]);
});

test('reports files that cannot be joined in one line, with exit code 2', async (t) => {
  const part = (index: number, of: number, more: object = {}): string =>
    JSON.stringify({
      version: 1,
      kind: 'check',
      tool: { name: 'design-docs', version: '1.0.0' },
      failOn: 'warning',
      shard: { index, of },
      files: [],
      others: 0,
      known: 0,
      stale: [],
      problems: [],
      exitCode: 0,
      ...more,
    });
  const position = { line: 0, column: 1, offset: 0 };
  const finding = {
    rule: 'r',
    severity: 'error',
    message: 'm',
    line: '',
    fingerprint: 'f',
    related: [],
    fixes: [],
  };
  const file = { path: 'a.md', kind: 'document', findings: [{ ...finding, start: position, end: position }] };
  const { path: cwd } = diskFolder(t, {
    '1.json': part(1, 4),
    '2.json': part(2, 4),
    '4.json': part(4, 4),
    'again.json': part(2, 4),
    'other.json': part(2, 3),
    'error.json': part(2, 4, { failOn: 'error' }),
    'max.json': part(2, 4, { maxWarnings: 3 }),
    'newer.json': part(2, 4, { tool: { name: 'design-docs', version: '1.1.0' } }),
    'future.json': part(2, 4, { version: 2 }),
    'whole.json': part(1, 1, { shard: undefined }),
    'broken.json': part(2, 4, { files: [file] }),
    'lines.jsonl': '{"type":"summary"}\n{"type":"summary"}\n',
    'none.json': '[1]',
    'foreign.sarif': JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 'other' } } }] }),
  });
  const cases: readonly (readonly [files: string, stderr: string | RegExp])[] = [
    ['1.json 2.json 4.json', 'Shard 3 of 4 is missing. Add its file.'],
    ['1.json 2.json again.json', 'Shard 2 of 4 is given twice: “2.json” and “again.json”. Omit one of them.'],
    [
      '1.json other.json',
      '“1.json” is one of 4 shards, but “other.json” is one of 3. Join the shards of one run.',
    ],
    [
      '1.json error.json',
      '“1.json” was created with --fail-on warning, but “error.json” with --fail-on error. Use the same version and options for all shards.',
    ],
    [
      '1.json max.json',
      '“1.json” was created with --max-warnings unset, but “max.json” with --max-warnings 3. Use the same version and options for all shards.',
    ],
    [
      '1.json newer.json',
      '“1.json” was created with design-docs 1.0.0, but “newer.json” with design-docs 1.1.0. Use the same version and options for all shards.',
    ],
    [
      'future.json',
      '“future.json” has format version 2, but this design-docs reads only version 1. Use a newer design-docs.',
    ],
    [
      '1.json whole.json',
      '“whole.json” is not a shard, because it was created without --shard. Join the results of --shard 1/n to --shard n/n.',
    ],
    [
      'broken.json',
      /^“broken\.json” is invalid at “files\.0\.findings\.0\.start\.line”: .+\. Create the file again\.$/,
    ],
    ['lines.jsonl', /^“lines\.jsonl” is not valid JSON: .+\. Give files written by --format json=FILE\.$/],
    [
      'none.json',
      '“none.json” was not written by design-docs. Give files written by --format json=FILE or --format sarif=FILE.',
    ],
    [
      '1.json foreign.sarif',
      '“1.json” is a result of check, but “foreign.sarif” is a SARIF log. Join files of one kind.',
    ],
    [
      'foreign.sarif',
      /^“foreign\.sarif” is invalid at “runs\.0\.tool\.driver\.name”: .+\. Create the file again\.$/,
    ],
    ['nowhere.json', '“nowhere.json” does not exist.'],
    ['', '--merge needs files. Give the result files of all shards.'],
  ];
  const ended = await Promise.all(
    cases.map(([names]) =>
      callCli(['report', '--merge', ...names.split(' ').filter((name) => name)], { cwd }),
    ),
  );
  for (const [index, { code, stdout, stderr }] of ended.entries()) {
    const [names, expected] = cases[index] ?? ['', ''];
    assert.deepEqual([code, stdout], [2, ''], names);
    const [, line = ''] = /^design-docs: ([^\n]*)\n$/.exec(stderr) ?? [];
    if (typeof expected === 'string') assert.equal(line, expected);
    else assert.match(line, expected);
  }
  const whole = await callCli(['report', '--merge', 'whole.json', '-f', 'gitlab'], { cwd });
  assert.deepEqual(
    [whole.code, whole.stdout],
    [0, '[]\n'],
    'a single result without a shard can be converted',
  );
});
