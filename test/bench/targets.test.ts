import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECK, FULL_PARSE, MARKDOWNLINT } from '../../bench/folder.ts';
import type { EngineEditRow, LatencyRow, Results, VscodeRow } from '../../bench/results.ts';
import { sections, table } from '../../bench/tables.ts';
import { bytes, figure, judge } from '../../bench/targets.ts';
import { checkBudgets } from '../../esbuild.mjs';

const machine = {
  date: '2026-01-01',
  node: 'v24.0.0',
  processor: 'A',
  cores: 2,
  memory: 1,
  system: 'B',
  load: 0,
};
const base: Results = { machine, command: 'npm run bench', rounds: 1 };

/** A row in which all measurements are equal. */
function row(server: string, size: number, value: number): LatencyRow {
  const cost = { p50: value, p95: value, cpu: value };
  const edits = { paragraph: cost, heading: cost, newheading: cost, fence: cost };
  return { server, size, edits, settle: value, completion: value, documentSymbol: value, memory: value };
}

function verdicts(results: Partial<Results>): string[] {
  return judge({ ...base, ...results }).map(
    ({ aim, limit, measured, isMet }) => `${aim}: ${limit}, ${measured}, ${isMet ? 'met' : 'missed'}`,
  );
}

test('a keystroke is compared with ref-null at the same size', () => {
  const latency = [row('ref-null', 1e5, 2), row('design-docs', 1e4, 90), row('design-docs', 1e5, 4)];
  assert.deepEqual(verdicts({ latency }), [
    'typing in a paragraph, vs. ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'typing in a heading, vs. ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'typing a new heading, vs. ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'completion after an edit, vs. ref-null, 100 KB: at most 2.00×, 2.00×, met',
    'symbols after an edit, vs. ref-null, 100 KB: at most 2.00×, 2.00×, met',
    'CPU per edit, vs. ref-null, 100 KB: at most 2.00×, 2.00×, met',
  ]);
});

test('the fence, the burst, and the memory have targets at 1 MB only', () => {
  const all = verdicts({ latency: [row('design-docs', 1e6, 30), row('ref-null', 1e6, 25)] });
  assert.deepEqual(
    all.filter((verdict) => /fence|burst|memory/.test(verdict)),
    [
      'opening or removing a fence, 1 MB: at most 40.0 ms, 30.0 ms, met',
      'diagnostics after a burst of keystrokes, 1 MB: at most 20.0 ms, 30.0 ms, missed',
      'memory, vs. ref-null, 1 MB: at most 1.50×, 1.20×, met',
    ],
  );
});

test('a cold start and a folder are compared with the others of the same run', () => {
  const startup = [
    { server: 'design-docs', initialize: 1, findings: 141 },
    { server: 'ref-null', initialize: 1, findings: 100 },
  ];
  const seconds = { [FULL_PARSE]: 2, [CHECK]: 1, [MARKDOWNLINT]: 9 };
  const rows = Object.entries(seconds).map(([command, each]) => ({ command, seconds: each, memory: 1 }));
  assert.deepEqual(verdicts({ startup, folder: { documents: 1, bytes: 1, rows } }), [
    'cold start, time added to ref-null: at most 40.0 ms, 41.0 ms, missed',
    'checking a folder, vs. a full parse by markdown-it: at most 1.00×, 0.50×, met',
    'checking a folder, vs. markdownlint-cli2: at most 0.10×, 0.11×, missed',
  ]);
});

/** The medians of an edit that takes `total` ms. */
function times(total: number): EngineEditRow['times'] {
  return { edit: 0.1, findings: 0.1, readiness: 0.1, hints: 0.1, actions: 0.1, total };
}

test('the engine has a limit per edit for each size and each shape of document', () => {
  const engineEdits = [
    { document: 'template sections', size: 1e4, times: times(0.5) },
    { document: 'own sections', size: 1e4, times: times(0.51) },
    { document: 'template sections', size: 1e5, times: times(1) },
    { document: 'template sections', size: 1e6, times: times(6.1) },
    { document: 'template sections', size: 1e7, times: times(1) },
  ];
  assert.deepEqual(verdicts({ engineEdits }), [
    'engine work per edit in VS Code, template sections, 10 KB: at most 0.50 ms, 0.50 ms, met',
    'engine work per edit in VS Code, own sections, 10 KB: at most 0.50 ms, 0.51 ms, missed',
    'engine work per edit in VS Code, template sections, 100 KB: at most 1.00 ms, 1.00 ms, met',
    'engine work per edit in VS Code, template sections, 1 MB: at most 6.00 ms, 6.10 ms, missed',
  ]);
  const tables = sections({ ...base, engineEdits }).find(({ id }) => id === 'engine-edits')?.tables;
  assert.deepEqual(tables?.join('\n').split('\n').slice(0, 3), [
    '| document | size | edit | findings | readiness | hints | actions | total |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| template sections | 10 KB | 0.10 | 0.10 | 0.10 | 0.10 | 0.10 | 0.50 |',
  ]);
});

test('the table of VS Code’s requests has the ratio to ref-null at the same size', () => {
  const vscodeRow = (server: string, size: number, p50: number): VscodeRow => {
    const cost = { p50, p95: 2 * p50, cpu: p50 };
    return { server, size, edits: { paragraph: cost, line: { p50, p95: p50 } } };
  };
  const rows = [
    vscodeRow('ref-null', 1e4, 1),
    vscodeRow('design-docs', 1e5, 6),
    vscodeRow('ref-null', 1e5, 4),
  ];
  const [section] = sections({ ...base, vscode: rows });
  assert.deepEqual(section?.tables.join('\n').split('\n'), [
    '| document | server | typing in a paragraph | vs. ref-null | CPU per edit | breaking and joining a line | vs. ref-null | CPU per edit |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    '| 10 KB | ref-null | 1.00 (2.00) | 1.00× | 1.00 | 1.00 (1.00) | 1.00× | – |',
    '| 100 KB | design-docs | 6.00 (12.0) | 1.50× | 6.00 | 6.00 (6.00) | 1.50× | – |',
    '| 100 KB | ref-null | 4.00 (8.00) | 1.00× | 4.00 | 4.00 (4.00) | 1.00× | – |',
  ]);
});

test('parts that were not measured have neither verdicts nor tables', () => {
  assert.deepEqual(judge(base), []);
  assert.deepEqual(sections(base), []);
});

test('a table aligns numbers to the right and shows a dash for missing values', () => {
  const { memory: _, ...unknown } = row('rumdl', 1e4, 12.34);
  const [section] = sections({ ...base, latency: [unknown] });
  assert.deepEqual(section?.tables.join('\n').split('\n').slice(-1), [
    '| rumdl | 12.3 (12.3) | 12.3 (12.3) | 12.3 (12.3) | 12.3 (12.3) | 12.3 | 12.3 | 12.3 | 12.3 | – |',
  ]);
  assert.equal(table(['a', 'b'], [['c', '1']]), '| a | b |\n| --- | ---: |\n| c | 1 |');
});

test('numbers have about three digits, and sizes have units', () => {
  assert.deepEqual([1.234, 12.34, 123.4].map(figure), ['1.23', '12.3', '123']);
  assert.deepEqual([1e4, 1e5, 1e6, 1e7].map(bytes), ['10 KB', '100 KB', '1 MB', '10 MB']);
});

test('a build fails and names the bundle that is over its budget', () => {
  const sizes = [
    { name: 'client', size: 100, budget: 100 },
    { name: 'server', size: 101, budget: 100 },
  ];
  checkBudgets(sizes.slice(0, 1));
  assert.throws(() => checkBudgets(sizes), /^Error: Over budget: server\./);
});
