import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import type { Log, Region, Result } from 'sarif';
import type { CheckResult, Position } from '../../server/src/cli/schema.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';
import { schemaCheck } from '../support/json-schema.ts';

const BOM = '\uFEFF';
const EMOJI = `# Payments \u{1F600}

## Overview
\u{1F600} \u{1F600} We pay people.

## Quality
- Quality Level: prototype

## Goals and Non-Gaols
TBD
`;

const FILES = {
  'docs/emoji.md': EMOJI,
  'docs/crlf with bom.md': BOM + EMOJI.replaceAll('\n', '\r\n'),
  'docs/old mac.md': EMOJI.replaceAll('\n', '\r'),
  // The finding is on the first line.
  'docs/untitled.md': `${BOM}## Overview\n\nWe pay.\n\n## Quality\n- Quality Level: experiment\n`,
  'docs/rfcs/one.md': '# One\n\n## Context\n\nIt is so.\n',
  'docs/rfcs/template.md': '# Title\n\n## Context\n\n## Decision\n\n## Decision\n',
  'docs/rfcs/.design-docs.yaml': 'templates:\n  "*.md": template.md\nrules:\n  no-such-rule: off\n',
  'bad.md': new Uint8Array([0xff, 0x00]),
  'README.md': '# Read me\n',
};

test('JSON, JSON Lines, SARIF, and baselines match their schemas', async (t) => {
  const { path: cwd, read } = diskFolder(t, FILES);
  const formats = ['json=a.json', 'jsonl=a.jsonl', 'sarif=a.sarif', 'sarif'].flatMap((each) => ['-f', each]);
  const known = await callCli(['check', 'docs/emoji.md', '--baseline', 'known.json', '--update-baseline'], {
    cwd,
  });
  assert.equal(known.code, 0, known.stdout);
  const { code, stdout } = await callCli(
    ['check', '--hints', '--max-warnings', '3', '--baseline', 'known.json', ...formats],
    {
      cwd,
    },
  );
  assert.equal(code, 2);
  assert.equal(read('a.sarif'), stdout);
  const result = JSON.parse(read('a.json')) as CheckResult;
  schemaCheck('check')(result);
  schemaCheck('sarif')(JSON.parse(stdout));
  schemaCheck('baseline')(JSON.parse(read('known.json')));
  const lines = read('a.jsonl').trimEnd().split('\n');
  const isLine = schemaCheck('check-lines');
  for (const line of lines) isLine(JSON.parse(line));
  assert.equal(lines.length, result.files.length + 1);
  assert.deepEqual(
    result.files.map(({ path, kind, known }) => [path, kind, known]),
    [
      ['docs/crlf with bom.md', 'document', undefined],
      ['docs/emoji.md', 'document', result.known],
      ['docs/old mac.md', 'document', undefined],
      ['docs/rfcs/.design-docs.yaml', 'config', undefined],
      ['docs/rfcs/one.md', 'document', undefined],
      ['docs/rfcs/template.md', 'template', undefined],
      ['docs/untitled.md', 'document', undefined],
    ],
  );
  assert.ok(result.known > 3);
  const related = result.files.flatMap(({ findings }) => findings.flatMap((each) => each.related));
  const builtIn = related.filter(({ builtIn }) => builtIn).map(({ path }) => path);
  assert.deepEqual(new Set(builtIn), new Set(['technical-design']));
  assert.throws(() => schemaCheck('check')({ ...result, files: [{ path: 'a.md' }] }), /files\/0/);
  schemaCheck('check')({ ...result, later: true });
});

test('lines and columns in SARIF match the offsets in JSON, with any line breaks', async (t) => {
  const { path: cwd, read } = diskFolder(t, FILES);
  await callCli(['check', 'docs', '--hints', '-f', 'json=a.json', '-f', 'sarif=a.sarif'], { cwd });
  const { files } = JSON.parse(read('a.json')) as CheckResult;
  const { runs } = JSON.parse(read('a.sarif')) as Log;
  const findings = files.flatMap(({ path, findings }) => findings.map((each) => ({ ...each, path })));
  assert.equal(runs[0]?.results?.length, findings.length);
  let fixes = 0;
  for (const [index, { path, start, end, fixes: own, line }] of findings.entries()) {
    const result: Result | undefined = runs[0]?.results?.[index];
    const text = read(path);
    assert.deepEqual(
      offsetsOf(text, result?.locations?.[0]?.physicalLocation?.region),
      offsets(text, { start, end }),
    );
    assert.equal(text.split(/\r\n|\r|\n/)[start.line - 1]?.replace(BOM, ''), line);
    const replaced: unknown = result?.fixes?.map(({ artifactChanges }) =>
      artifactChanges[0]?.replacements.map(({ deletedRegion, insertedContent }) => [
        ...offsetsOf(text, deletedRegion),
        insertedContent?.text,
      ]),
    );
    assert.deepEqual(
      replaced ?? [],
      own.map(({ edits }) => edits.map((edit) => [...offsets(text, edit), edit.newText])),
    );
    fixes += own.length;
  }
  assert.ok(fixes > 10);
});

/** Offsets as SARIF counts them: a byte order mark is not part of the text. */
function offsetsOf(text: string, region: Region | undefined): number[] {
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region ?? {};
  const plain = text.replace(BOM, '');
  const starts = [0, ...[...plain.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? Number.NaN) + column - 1;
  return [offset(startLine, startColumn), offset(endLine, endColumn)];
}

function offsets(text: string, { start, end }: { start: Position; end: Position }): number[] {
  const mark = text.startsWith(BOM) ? 1 : 0;
  return [start, end].map(({ offset }) => Math.max(0, offset - mark));
}

test('every format writes clean and failing results, to a file and to standard output', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'design.md': EMOJI, 'README.md': '# Read me\n' });
  const names = ['text', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];
  const all = names.flatMap((name) => ['--format', `${name}=out.${name}`]);
  const { code, stdout } = await runCli(['check', ...all], { cwd });
  assert.deepEqual([code, stdout], [1, '']);
  for (const name of names) assert.match(read(`out.${name}`), /missing-gate[\s\S]*\n$/, name);
  await callCli(['check', 'README.md', ...all], { cwd });
  for (const name of names) assert.doesNotMatch(read(`out.${name}`), /missing-gate/, name);
  const left = readdirSync(cwd).filter((name) => name.endsWith('.tmp'));
  assert.deepEqual(left, []);
  for (const name of ['junit', 'markdown']) {
    const shown = await callCli(['check', '-f', name], { cwd });
    assert.match(shown.stdout, /missing-gate[\s\S]*\n$/, name);
  }
});

test('fixes are computed only for formats that include them', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'design.md': EMOJI });
  await callCli(['check', '-f', 'gitlab=a.gitlab', '-f', 'sarif=a.sarif'], { cwd });
  assert.match(read('a.sarif'), /"fixes"/);
  assert.doesNotMatch(read('a.gitlab'), /fixes/);
});

test('reports a format that cannot be written in one line, with exit code 2', async (t) => {
  const { path: cwd } = diskFolder(t, { 'design.md': EMOJI });
  const cases: readonly (readonly [args: readonly string[], stderr: RegExp])[] = [
    [['-f', 'xml'], /^design-docs: There is no format “xml”\. Give --format one of text, json, .*\.\n$/],
    [
      ['-f', 'json', '-f', 'sarif'],
      /^design-docs: Only one format can be printed, but --format names json and sarif\. .*\n$/,
    ],
    [['-f', 'json='], /^design-docs: “--format json=” has no file name\. .*\n$/],
    [
      ['-f', 'json=no/such/folder/a.json'],
      /^design-docs: “no\/such\/folder\/a\.json” cannot be written: its folder does not exist\. Create it first\.\n$/,
    ],
  ];
  for (const [args, expected] of cases) {
    const { code, stdout, stderr } = await callCli(['check', ...args], { cwd });
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, expected);
  }
  assert.ok(!existsSync(`${cwd}/no`));
});
