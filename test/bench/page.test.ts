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

test('the parts of the page tell of the run, of what was aimed at and of what came of it', () => {
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
    /^Measured on 2026-01-01 with `npm run bench -- --write`\. Of 1 targets 1 are met\.\n.*\| rounds \| 3 \|$/s,
  );
  assert.match(
    parts.get('performance-targets') ?? '',
    /^\| cold start, beyond what ref-null takes \| at most 40\.0 ms \| 20\.0 ms \| met \|$/m,
  );
  assert.match(parts.get('performance-size') ?? '', /^\| 10 MB \| design-docs \| 100 \(200\) \|/m);
});

test('the picture is XML whose curves go where the figures are', () => {
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
  // From 1 to 100 ms: ours from the bottom left to the top right, the other in the middle; on the right ours stays at the bottom.
  assert.deepEqual(curves, ['M52 256L396 78', 'M52 167L396 167', 'M472 256L816 256']);
});
