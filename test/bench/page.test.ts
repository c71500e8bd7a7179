import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SaxesParser } from 'saxes';
import { performanceParts } from '../../bench/page.ts';
import { growthPicture } from '../../bench/picture.ts';
import type { Results } from '../../bench/results.ts';

const cost = (p50: number): { p50: number; p95: number } => ({ p50, p95: 2 * p50 });
const results: Results = {
  machine: { date: '2026-01-01', node: 'v24', processor: 'A', cores: 2, memory: 8000, system: 'B', load: 0 },
  command: 'npm run bench -- --write',
  rounds: 3,
  startup: [
    { server: 'design-docs', initialize: 1, findings: 120 },
    { server: 'ref-null', initialize: 1, findings: 100 },
  ],
  growth: [1e4, 1e7].flatMap((size) => [
    { server: 'design-docs', size, edit: cost(size === 1e4 ? 1 : 100) },
    { server: 'ref-null', size, edit: cost(10) },
  ]),
  many: [1, 1000].map((documents) => ({ server: 'design-docs', documents, edit: cost(1) })),
};

test('the generated parts describe the run, the targets, and the results', () => {
  const parts = new Map(performanceParts(results));
  assert.deepEqual(
    [...parts.keys()],
    [
      'performance-run',
      'performance-targets',
      'performance-size',
      'performance-documents',
      'performance-start',
    ],
  );
  assert.match(
    parts.get('performance-run') ?? '',
    /^Measured on 2026-01-01 with `npm run bench -- --write`\. 1 of 1 targets are met\.\n.*\| rounds \| 3 \|$/s,
  );
  assert.match(
    parts.get('performance-targets') ?? '',
    /^\| cold start, time added to ref-null \| at most 40\.0 ms \| 20\.0 ms \| met \|$/m,
  );
  assert.match(parts.get('performance-size') ?? '', /^\| 10 MB \| design-docs \| 100 \(200\) \|/m);
});

test('the picture is XML, and its curves follow the measurements', () => {
  const svg = growthPicture(results);
  const curves: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'path' && attributes['class'] === 'curve') curves.push(String(attributes['d']));
  });
  parser.write(svg).close();
  // The axis is from 1 to 100 ms. Left: ours rises from bottom to top, the other stays in the middle. Right: ours stays at the
  // bottom.
  assert.deepEqual(curves, ['M52 256L396 78', 'M52 167L396 167', 'M472 256L816 256']);
});
