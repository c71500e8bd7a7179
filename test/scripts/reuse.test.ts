import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reuse } from '../../scripts/reuse.ts';

const DESIGN = `# Technical Design

## Overview
Customers pay by card.

## Quality
- Quality Level: experiment

## Notes
The bank is slow.
`;

test('lists the sections that an edit created anew, and counts those that it reused', () => {
  const at = DESIGN.indexOf('by card');
  const lines = reuse('design.md', DESIGN, { start: at, end: at, newText: 'quickly ' }).split('\n');
  assert.deepEqual(lines.slice(0, 3), [
    'Chunks: 3 reused, 1 new',
    'Sections: 2 reused, 2 new: Technical Design, Overview',
    'Bound sections: 15 reused, 1 new: Overview (written)',
  ]);
});

test('reports that a file is not a design document', () => {
  const edit = { start: 0, end: 0, newText: 'x' };
  assert.equal(
    reuse('notes.md', '# Notes\n', edit),
    'notes.md is not a design document of a built-in template.\n',
  );
});
