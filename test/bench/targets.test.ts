import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CHECK, FULL_PARSE, MARKDOWNLINT } from '../../bench/folder.ts';
import type { LatencyRow, Results } from '../../bench/results.ts';
import { sections, table } from '../../bench/tables.ts';
import { bytes, figure, judge } from '../../bench/targets.ts';
import { refuseOverBudget } from '../../esbuild.mjs';

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

/** A row in which every figure is the same. */
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

test('a keystroke is judged beside the floor of its own size', () => {
  const latency = [row('ref-null', 1e5, 2), row('design-docs', 1e4, 90), row('design-docs', 1e5, 4)];
  assert.deepEqual(verdicts({ latency }), [
    'typing in a paragraph, beside ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'typing in a heading, beside ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'typing a new heading, beside ref-null, 100 KB: at most 1.50×, 2.00×, missed',
    'completion after an edit, beside ref-null, 100 KB: at most 2.00×, 2.00×, met',
    'symbols after an edit, beside ref-null, 100 KB: at most 2.00×, 2.00×, met',
    'CPU for each edit, beside ref-null, 100 KB: at most 2.00×, 2.00×, met',
  ]);
});

test('at 1 MB the fence, the burst and the memory are judged too', () => {
  const all = verdicts({ latency: [row('design-docs', 1e6, 30), row('ref-null', 1e6, 25)] });
  assert.deepEqual(
    all.filter((verdict) => /fence|burst|memory/.test(verdict)),
    [
      'unclosed fence, 1 MB: at most 40.0 ms, 30.0 ms, met',
      'a burst settles after its last keystroke, 1 MB: at most 20.0 ms, 30.0 ms, missed',
      'memory, beside ref-null, 1 MB: at most 1.50×, 1.20×, met',
    ],
  );
});

test('a cold start and a folder are judged beside the others of their run', () => {
  const startup = [
    { server: 'design-docs', initialize: 1, findings: 141 },
    { server: 'ref-null', initialize: 1, findings: 100 },
  ];
  const seconds = { [FULL_PARSE]: 2, [CHECK]: 1, [MARKDOWNLINT]: 9 };
  const rows = Object.entries(seconds).map(([command, each]) => ({ command, seconds: each, memory: 1 }));
  assert.deepEqual(verdicts({ startup, folder: { documents: 1, bytes: 1, rows } }), [
    'cold start, beyond what ref-null takes: at most 40.0 ms, 41.0 ms, missed',
    'checking a folder, beside a full parse by markdown-it: at most 1.00×, 0.50×, met',
    'checking a folder, beside markdownlint-cli2: at most 0.10×, 0.11×, missed',
  ]);
});

test('what was not measured is neither judged nor shown', () => {
  assert.deepEqual(judge(base), []);
  assert.deepEqual(sections(base), []);
});

test('a table has its figures to the right, and says what is not known', () => {
  const { memory: _, ...unknown } = row('rumdl', 1e4, 12.34);
  const [section] = sections({ ...base, latency: [unknown] });
  assert.deepEqual(section?.tables.join('\n').split('\n').slice(-1), [
    '| rumdl | 12.3 (12.3) | 12.3 (12.3) | 12.3 (12.3) | 12.3 (12.3) | 12.3 | 12.3 | 12.3 | 12.3 | – |',
  ]);
  assert.equal(table(['a', 'b'], [['c', '1']]), '| a | b |\n| --- | ---: |\n| c | 1 |');
});

test('figures have the digits that a reader can use', () => {
  assert.deepEqual([1.234, 12.34, 123.4].map(figure), ['1.23', '12.3', '123']);
  assert.deepEqual([1e4, 1e5, 1e6, 1e7].map(bytes), ['10 KB', '100 KB', '1 MB', '10 MB']);
});

test('a build with a bundle that is over its budget fails, and names it', () => {
  const weights = [
    { name: 'client', size: 100, budget: 100 },
    { name: 'server', size: 101, budget: 100 },
  ];
  refuseOverBudget(weights.slice(0, 1));
  assert.throws(() => refuseOverBudget(weights), /^Error: Over budget: server\./);
});
