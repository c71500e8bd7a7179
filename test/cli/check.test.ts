import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diskFolder, runCli } from '../support/cli.ts';

const DRAFT = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: prototype
`;

test('findings are grouped by file, each with its line and what is meant in it', async (t) => {
  const { path: cwd } = diskFolder(t, { 'docs/pay.md': DRAFT, 'README.md': '# Read me\n' });
  const { code, stdout, stderr } = await runCli(['check'], { cwd });
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    `docs/pay.md (technical-design, prototype)

docs/pay.md:3:1 warning missing-section
  Goals and Non‑Goals is missing; prototype documents write it in Phase 0. Insert the section.
  3 | ## Overview
    | ^^^^^^^^^^^

docs/pay.md:6:1 warning missing-gate
  Quality names no tests; prototype documents ask for tests. Name each under “Entry/Exit criteria”.
  6 | ## Quality
    | ^^^^^^^^^^

1 design document among 2 Markdown files: 2 warnings.
`,
  );
  assert.equal(code, 1);
});
