import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Sort } from '../../server/src/cli/report/report-request.ts';
import { sortDocuments } from '../../server/src/cli/report/sort-report.ts';
import { type ReportedDocument, type ReportResult, reportSchema } from '../../server/src/cli/schema.ts';
import { type CliOptions, type CliResult, callCli, diskFolder } from '../support/cli.ts';
import { diskRepository, type Repository, repositoryIn } from '../support/repository.ts';

/** Noon on January 31, 2026, from which ages are calculated. */
const ENV = { SOURCE_DATE_EPOCH: String(Date.UTC(2026, 0, 31, 12) / 1000) };

const PAYMENTS = `# Payments & *refunds*

## Overview

We pay people.

## Goals and Non-Goals

- Goals: pay 99 % of all bills within a day.

## Quality

- Quality Level: production
- Entry/Exit criteria:
  - Tests pass, and two people have approved.

## Architecture

TBD
`;

const SPIKE = '# Spike\n\n## Overview\n\nCan it be done?\n\n## Quality\n\n- Quality Level: experiment\n';
const UNSET =
  '<!-- Phase 0: Project Basics -->\n## Overview\n\nParcels.\n\n## Quality\n\n- Quality Level: experiment | prototype\n';
const DECISION = `---
design-docs: { template: adr }
---
# \\<b>Queues\\</b> | @team

## Considered Options

- One queue.
`;

function report(
  cwd: string,
  args: readonly string[] = [],
  more: Partial<CliOptions> = {},
): Promise<CliResult> {
  return callCli(['report', ...args], { cwd, env: ENV, ...more });
}

async function jsonOf(cwd: string, args: readonly string[] = []): Promise<ReportResult> {
  const { stdout } = await report(cwd, [...args, '--format', 'json']);
  return JSON.parse(stdout) as ReportResult;
}

function shop(context: TestContext): Repository {
  const repository = diskRepository(context);
  repository.write('docs/payments.md', PAYMENTS.replace('We pay people.', 'TBD'));
  repository.write('docs/a/very/long/path/of/folders/below/the/others/spike.md', SPIKE);
  repository.write('README.md', '# Read me\n');
  repository.write('technical-design.md', '# Something\n');
  repository.commit('Ada Lovelace <ada@example.org>', '2023-06-01');
  repository.write('docs/payments.md', PAYMENTS);
  repository.write('docs/unset.md', UNSET);
  repository.commit('Grace Hopper <grace@example.org>', '2026-01-28');
  repository.write('docs/payments.md', `${PAYMENTS}\n`);
  repository.commit('Grace Hopper <grace@example.org>', '2026-01-30');
  repository.write('docs/0001.md', DECISION);
  return repository;
}

test('prints a row for each document and what is left in it, without other files and candidates', async (t) => {
  const { path: cwd } = shop(t);
  const { code, stdout, stderr } = await report(cwd);
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    `Document             Level           P0    P1   P2  P3  Other    Done  Unchanged
docs/0001.md                                              1/3   1/3
…he/others/spike.md  experiment     2/2     –    –   –      –   2/2 ✓  2 years
docs/payments.md     production     3/3  >0/6  0/5   –      –  3/14    1 day
docs/unset.md        (experiment)  >1/2     –    –   –      –   1/2    3 days

> current phase   ✓ ready   – nothing required   (level) not set

docs/0001.md
  <b>Queues</b> | @team; adr
  No phase: Context and Problem Statement (missing), Decision Outcome (missing)

docs/payments.md
  Payments & refunds; technical-design; Grace Hopper, created 2 years ago,
    unchanged for 1 day
  Phase 1: Architecture (a draft), Components (missing), Data Model (missing),
    Interfaces (missing), Performance & Scalability (missing), Testing Strategy
    (missing)
  Phase 2: Configuration (missing), Error Handling & Resilience (missing),
    Security & Privacy (missing), Observability (missing), Rollout & Migration
    (missing)
  Gates not mentioned: lint, coverage

docs/unset.md
  unset; technical-design; Grace Hopper, created 3 days ago, unchanged for 3
    days
  Level: not set; checked as experiment
  Phase 0: Quality (a draft)

4 design documents: 1 ready; 14 sections and 2 gates left.
`,
  );
  assert.equal(code, 0);
  const quiet = await report(cwd, ['--quiet', '--sort', 'age']);
  assert.equal(
    quiet.stdout,
    `Document             Level           P0    P1   P2  P3  Other    Done  Unchanged
…he/others/spike.md  experiment     2/2     –    –   –      –   2/2 ✓  2 years
docs/unset.md        (experiment)  >1/2     –    –   –      –   1/2    3 days
docs/payments.md     production     3/3  >0/6  0/5   –      –  3/14    1 day
docs/0001.md                                              1/3   1/3
`,
  );
});

test('writes the same as a Markdown table that is safe to render', async (t) => {
  const { path: cwd } = shop(t);
  const { code, stdout } = await report(cwd, ['--format', 'markdown']);
  assert.equal(
    stdout,
    `## Design documents

4 design documents: 1 ready; 14 sections and 2 gates left.

| Document | Template | Level | Phase 0:<br>Project Basics | Phase 1:<br>Core Technical | Phase 2:<br>Production Readiness | Phase 3:<br>Secure/Compliance | Other | Done | Owner | Unchanged |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | --- |
| \\<b\\>Queues\\</b\\> \\| @<!-- -->team<br>docs/0001.md | adr |  |  |  |  |  | 1/3 | 1/3 |  |  |
| Spike<br>docs/a/very/long/path/of/folders/below/the/others/spike.md | technical-design | experiment | 2/2 | – | – | – | – | 2/2 ✅ | Ada Lovelace | 2 years |
| Payments & refunds<br>docs/payments.md | technical-design | production | 3/3 | **0/6** | 0/5 | – | – | 3/14 | Grace Hopper | 1 day |
| unset<br>docs/unset.md | technical-design | (experiment) | **1/2** | – | – | – | – | 1/2 | Grace Hopper | 3 days |

✅: ready · **bold**: current phase · –: nothing required · (level): not set in the document, which is checked as this level.

### What is left

- **\\<b\\>Queues\\</b\\> \\| @<!-- -->team** (docs/0001.md)
  - No phase: Context and Problem Statement (missing), Decision Outcome (missing)

- **Payments & refunds** (docs/payments.md): Grace Hopper, created 2 years ago, unchanged for 1 day
  - Phase 1: Architecture (a draft), Components (missing), Data Model (missing), Interfaces (missing), Performance & Scalability (missing), Testing Strategy (missing)
  - Phase 2: Configuration (missing), Error Handling & Resilience (missing), Security & Privacy (missing), Observability (missing), Rollout & Migration (missing)
  - Gates not mentioned: lint, coverage

- **unset** (docs/unset.md): Grace Hopper, created 3 days ago, unchanged for 3 days
  - Level: not set; checked as experiment
  - Phase 0: Quality (a draft)
`,
  );
  assert.equal(code, 0);
});

test('JSON matches its schema, and its shards can be joined', async (t) => {
  const { path: cwd } = shop(t);
  const whole = await jsonOf(cwd);
  const schema = JSON.parse(
    readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
  );
  const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(schema);
  assert.ok(validate(whole), JSON.stringify(validate.errors));
  assert.deepEqual(reportSchema.parse(whole), whole, 'the schema has every property');
  const { left: _, phases: __, ...payments } = documentOf(whole, 'docs/payments.md');
  assert.deepEqual(payments, {
    path: 'docs/payments.md',
    title: 'Payments & refunds',
    template: 'technical-design',
    level: { name: 'production', isSet: true, index: 2 },
    ready: false,
    done: 3,
    total: 14,
    currentPhase: 1,
    anyPhase: { done: 0, total: 0 },
    gates: ['lint', 'coverage'],
    owner: 'Grace Hopper',
    created: '2023-06-01T12:00:00Z',
    changed: '2026-01-30T12:00:00Z',
  });
  assert.equal(whole.others, 2);
  await report(cwd, ['--shard', '1/2', '--format', 'json=.git/1.json', '--quiet']);
  await report(cwd, ['--shard', '2/2', '--format', 'json=.git/2.json', '--quiet']);
  assert.deepEqual(await jsonOf(cwd, ['--merge', '.git/2.json', '.git/1.json']), whole);
  const missing = await report(cwd, ['--merge', '.git/2.json']);
  assert.equal(missing.stderr, 'design-docs: Shard 1 of 2 is missing. Add its file.\n');
  assert.equal(missing.code, 2);
});

function documentOf({ documents }: ReportResult, path: string): ReportedDocument {
  const found = documents.find((document) => document.path === path);
  assert.ok(found, path);
  return found;
}

test('--level applies to all documents, and --sort sets their order', async (t) => {
  const { path: cwd } = shop(t);
  const { documents } = await jsonOf(cwd, ['--level', 'prototype']);
  const pathsBy = (by: Sort): string[] =>
    sortDocuments(documents, by).map(({ path }) => path.replace(/^.*\//, ''));
  assert.deepEqual(
    documents.map(({ level, total, gates }) => [level?.name, level?.isSet, total, gates.join()]),
    [
      [undefined, undefined, 3, ''],
      ['prototype', true, 8, 'tests'],
      ['prototype', true, 8, ''],
      ['prototype', false, 8, 'tests'],
    ],
  );
  assert.deepEqual(pathsBy('path'), ['0001.md', 'spike.md', 'payments.md', 'unset.md']);
  assert.deepEqual(pathsBy('left'), ['unset.md', 'spike.md', 'payments.md', '0001.md']);
  assert.deepEqual(pathsBy('age'), ['spike.md', 'unset.md', 'payments.md', '0001.md']);
  assert.deepEqual(pathsBy('level'), ['spike.md', 'payments.md', 'unset.md', '0001.md']);
  const judged = (await jsonOf(cwd, ['docs/payments.md', 'docs/a', '--sort', 'level'])).documents;
  assert.deepEqual(
    judged.map(({ level }) => level?.name),
    ['production', 'experiment'],
  );
});

test('reports each unreadable file in one line, reports the rest, and exits with 2', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'bad.md': new Uint8Array([0x23, 0x20, 0xff, 0x0a]),
    'lost.md': '<!-- design-docs: template=lost -->\n# Lost\n',
    'spike.md': SPIKE,
  });
  const { code, stdout, stderr } = await report(cwd, ['--format', 'json']);
  assert.equal(
    stderr,
    `design-docs: bad.md is not valid UTF-8 on line 1. Save it as UTF-8.
design-docs: lost.md names the template “lost”, which does not exist, so it was not checked. Correct the name, or add the template.
`,
  );
  const result = JSON.parse(stdout) as ReportResult;
  assert.deepEqual(
    result.problems.map(({ path }) => path),
    ['bad.md', 'lost.md'],
  );
  assert.deepEqual(
    result.documents.map(({ path, owner }) => ({ path, owner })),
    [{ path: 'spike.md', owner: undefined }],
  );
  assert.equal(code, 2);
});

test('the HTML page matches the JSON, is self-contained, and escapes text from documents', async (t) => {
  const { path: cwd, read } = shop(t);
  await report(cwd, ['--format', 'json=.git/report.json', '--format', 'html=.git/report.html', '--quiet']);
  const { documents } = JSON.parse(read('.git/report.json')) as ReportResult;
  const page = read('.git/report.html');
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  assert.ok(page.includes(policy), 'the policy allows only its own style sheet');
  assert.doesNotMatch(page, /https?:|<script|<link|<img|\bstyle=|\bon\w+=|url\(|@import|example\.org/);
  assert.ok(page.includes('&#60;b&#62;Queues&#60;/b&#62; | @team'));
  assert.ok(!page.includes('<b>Queues'));
  const rows = [...page.matchAll(/<tr><th scope="row">([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    cellsOf(row),
  );
  const shown = (counts: { done: number; total: number } | undefined, isOff = false): string =>
    !counts
      ? ''
      : counts.total > 0
        ? `${counts.done}/${counts.total}`
        : isOff
          ? '– not required'
          : '– nothing required';
  const templates = [...page.matchAll(/<td>[^\n]*?<small>([\w-]+)<\/small><\/td><td class="heat/g)];
  assert.deepEqual(
    templates.map(([, template]) => template),
    documents.map(({ template }) => template),
  );
  assert.deepEqual(
    rows,
    documents.map((document) => {
      const phase = (number: number): string => {
        const found = document.phases.find((each) => each.number === number);
        return shown(found, found?.required === false);
      };
      return [
        phase(0),
        phase(1),
        phase(2),
        phase(3),
        shown(document.anyPhase),
        `${document.done}/${document.total}`,
      ];
    }),
  );
});

/** The numbers in a row of the page, without the marks and hidden text of done and current cells. */
function cellsOf(row: string): string[] {
  const cells = [...row.matchAll(/<td class="(?:heat|number)[^"]*">([\s\S]*?)<\/td>/g)];
  return cells.map(([, cell = '']) =>
    cell
      .replace(/<b class="ready">.*?<\/b>|<small>.*?<\/small>/g, '')
      .replace(/<[^>]*>/g, '')
      .replace(/ ✓| current phase/g, ''),
  );
}

test('reads owner and age from the history, for any file name and across renames', async (t) => {
  const repository = diskRepository(t);
  const odd = 'old/“ä” \n\'q"\t.md';
  repository.write('.mailmap', 'Ada Lovelace <ada@example.org> <ada@home.example>\n');
  repository.write(odd, SPIKE);
  repository.write('old/move.md', PAYMENTS);
  repository.commit('A. L. <ada@home.example>', '2020-01-01');
  repository.write(odd, `${SPIKE}\n`);
  repository.commit('Grace Hopper <grace@example.org>', '2021-01-01');
  repository.write(odd, `${SPIKE}\n\n`);
  repository.commit('Ada Lovelace <ada@example.org>', '2022-01-01');
  repository.git('mv', 'old/move.md', 'new.md');
  repository.commit('Grace Hopper <grace@example.org>', '2023-01-01');
  repository.write('old/move.md', SPIKE);
  repository.commit('Alan Turing <alan@example.org>', '2024-01-01');
  repository.git('switch', '--quiet', '--create=side', 'HEAD~1');
  repository.write('new.md', `${PAYMENTS}\n`);
  repository.commit('Ada Lovelace <ada@example.org>', '2024-02-01');
  repository.git('switch', '--quiet', 'main');
  repository.git(
    '-c',
    'user.name=M',
    '-c',
    'user.email=m@example.org',
    'merge',
    '--quiet',
    '--no-ff',
    'side',
  );
  repository.git('config', 'log.showRoot', 'false');
  const inner = nested(repository, t);
  const { documents } = await jsonOf(repository.path);
  const facts = documents.map(({ path, owner, created, changed }) => [
    path,
    owner,
    day(created),
    day(changed),
  ]);
  assert.deepEqual(facts, [
    [inner, 'Ken Thompson', '2025-05-05', '2025-05-05'],
    ['new.md', 'Ada Lovelace', '2020-01-01', '2024-02-01'],
    ['old/move.md', 'Alan Turing', '2024-01-01', '2024-01-01'],
    [odd, 'Ada Lovelace', '2020-01-01', '2022-01-01'],
  ]);
});

function day(time: string | undefined): string | undefined {
  return time?.slice(0, 10);
}

/** Creates a repository inside another one. */
function nested({ path, write }: Repository, context: TestContext): string {
  write('inner/design.md', SPIKE);
  const inner = repositoryIn({ ...diskFolder(context), path: `${path}/inner` });
  inner.commit('Ken Thompson <ken@example.org>', '2025-05-05');
  return 'inner/design.md';
}

test('in a shallow clone, omits owner and age and prints the reason', async (t) => {
  const { path: origin, git } = shop(t);
  const { path: cwd } = diskFolder(t);
  git('clone', '--quiet', '--depth=1', `file://${origin}`, `${cwd}/clone`);
  const { stdout, stderr, code } = await report(`${cwd}/clone`, ['--format', 'json']);
  assert.equal(
    stderr,
    'Owner and age are omitted: this clone has only part of the history. Fetch the rest with “git fetch --unshallow”, or set fetch-depth: 0 for actions/checkout.\n',
  );
  const { documents } = JSON.parse(stdout) as ReportResult;
  assert.deepEqual(
    documents.filter(({ owner, created, changed }) => owner ?? created ?? changed),
    [],
  );
  assert.equal(code, 0);
});

test('gives the same results on several threads', async (t) => {
  const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.md`, SPIKE]));
  const { path: cwd } = diskFolder(t, files);
  const { documents, others } = await jsonOf(cwd);
  assert.equal(documents.length, 60);
  assert.equal(others, 0);
  const { path, ...first } = documents[0] as ReportedDocument;
  assert.equal(path, '0.md');
  for (const { path: _, ...document } of documents) assert.deepEqual(document, first);
});
