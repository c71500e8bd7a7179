import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Edit, nextSchema } from '../../server/src/cli/schema.ts';
import { applyEdits } from '../../server/src/text/range.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';

const UNSET = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: experiment | prototype | production | secure
`;

const PROTOTYPE = `# Refunds

## Overview
We pay people back.

## Quality
- Quality Level: prototype
- Entry/Exit criteria: tests pass.
`;

const DONE = UNSET.replace(/(?<=Level: ).*/, 'experiment');

const FIRST_STEPS = `docs/pay.md (technical-design, experiment)
1 of 2 sections are done.

docs/pay.md:7 Choose the quality level
  Phase 0: Project Basics
  The quality level determines what is required. Until you choose one, the
  document is checked as experiment.

  Levels:
    - experiment (2 sections): speed over rigor; minimal tests; throwaway
      acceptable.
    - prototype (8 sections; 1 gate more): validate function/UX; basic error
      handling; smoke tests.
    - production (14 sections; 5 topics and 3 gates more): reliability,
      observability, CI/CD, SLOs, on-call readiness.
    - secure (14 sections; 4 topics and 1 gate more): threat modeling,
      hardening, least-privilege, audits/compliance.

docs/refunds.md (technical-design, prototype)
2 of 8 sections are done; this is the first of 6 steps.

docs/refunds.md:6 Insert Goals and Non‑Goals
  Phase 0: Project Basics
  It is required at prototype (Phase 0).

  Insert here:
    ## Goals and Non‑Goals
    - Goals: bullet list of measurable objectives.
    - Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.

Nothing is left in docs/done.md (level experiment).
`;

test('prints the first step of each document that is not complete, with its guidance', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'docs/done.md': DONE,
    'docs/pay.md': UNSET,
    'docs/refunds.md': PROTOTYPE,
    'README.md': '# Read me\n',
  });
  const { code, stdout, stderr } = await runCli(['next'], { cwd });
  assert.equal(stderr, '');
  assert.equal(stdout, FIRST_STEPS);
  assert.equal(code, 0);
});

test('--all lists every step, and --level lists the steps for another level', async (t) => {
  const { path: cwd } = diskFolder(t, { 'pay.md': UNSET, 'done.md': DONE });
  const { code, stdout } = await callCli(['next', 'done.md', '--all', '--level', 'prototype'], { cwd });
  assert.deepEqual(stdout.match(/^done\.md:.*/gm), [
    'done.md:6 Insert Goals and Non‑Goals',
    'done.md:6 Add criteria for tests to Quality',
    'done.md:6 Insert Architecture',
    'done.md:8 Insert Components',
    'done.md:8 Insert Data Model',
    'done.md:8 Insert Interfaces',
    'done.md:8 Insert Testing Strategy',
  ]);
  assert.equal(code, 0);
  const done = await callCli(['next', 'done.md'], { cwd });
  assert.deepEqual(done, {
    code: 0,
    stdout: 'Nothing is left in done.md (level experiment).\n',
    stderr: '',
  });
});

test('JSON matches its schema and has the edits of each step, on several threads, too', async (t) => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`many/${100 + index}.md`, DONE]));
  const { path: cwd } = diskFolder(t, { ...many, 'pay.md': UNSET, 'refunds.md': `\uFEFF${PROTOTYPE}` });
  const { code, stdout, stderr } = await callCli(['next', '--format', 'json'], { cwd });
  assert.deepEqual([code, stderr], [0, '']);
  const { documents } = nextSchema.parse(JSON.parse(stdout));
  assert.deepEqual(
    documents.map(({ path }) => path),
    [...Object.keys(many), 'pay.md', 'refunds.md'],
  );
  const [pay, refunds] = documents.slice(-2);
  assert.deepEqual([pay?.left, pay?.steps.length, refunds?.left, refunds?.steps.length], [1, 1, 6, 1]);
  const edit = pay?.steps[0]?.choices.find(({ name }) => name === 'secure')?.edit;
  assert.equal(applied(UNSET, edit), UNSET.replace(/(?<=Level: ).*/, 'secure'));
  assert.match(
    applied(`\uFEFF${PROTOTYPE}`, refunds?.steps[0]?.insert),
    /^\uFEFF# Refunds.*people back\.\n\n## Goals and Non‑Goals\n.*\n\n## Quality\n/s,
  );
});

function applied(text: string, edit: Edit | undefined): string {
  assert.ok(edit);
  const { start, end, newText } = edit;
  return applyEdits(text, [{ start: start.offset, end: end.offset, newText }]);
}

test('reports unreadable files and checks the rest', async (t) => {
  const { path: cwd } = diskFolder(t, {
    'docs/pay.md': DONE,
    'docs/picture.md': new Uint8Array([0x89, 0x50, 0, 1]),
    'docs/lost.md': '<!-- design-docs: template=lost -->\n# Lost\n',
    'docs/.design-docs.yaml': 'gate: [\n',
  });
  const { code, stdout, stderr } = await callCli(['next', 'docs'], { cwd });
  assert.equal(stdout, 'Nothing is left in docs/pay.md (level experiment).\n');
  const lines = stderr.split('\n');
  assert.match(
    lines[0] ?? '',
    /^design-docs: docs\/lost\.md: It names the template “lost”, which does not exist\.$/,
  );
  assert.match(lines[1] ?? '', /^design-docs: docs\/picture\.md is a binary file/);
  assert.match(lines[2] ?? '', /^design-docs: docs\/\.design-docs\.yaml:\d+:\d+: /);
  assert.equal(code, 2);
});

test('reports only that there is no design document', async (t) => {
  const { path: cwd } = diskFolder(t, { 'README.md': '# Read me\n', 'a.md': 'A' });
  assert.deepEqual(await callCli(['next', 'README.md'], { cwd }), {
    code: 2,
    stdout: '',
    stderr:
      'design-docs: README.md is not a design document. Give another path, or name the template with --template.\n',
  });
  const { code, stdout } = await callCli(['next', 'README.md', '-t', 'adr'], {
    cwd,
    env: { FORCE_COLOR: '1' },
  });
  assert.equal(code, 0);
  assert.ok(stdout.includes('README.md:2 \u001b[1mInsert Context and Problem Statement\u001b'), stdout);
});
