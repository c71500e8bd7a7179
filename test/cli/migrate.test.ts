import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { rewrite } from '../../server/src/cli/files/rewrite.ts';
import { callCli, diskFolder, runCli } from '../support/cli.ts';

const OLD = `# Title

Fill in every section.

## Summary
- Say what it is.
- Say why it matters.

<!-- Phase 1: Build -->
## Storage
Describe the tables and how long rows are kept in them.

<!-- Phase 1: Build -->
## Design
- Parts: name every part and what it does.
- Draw a picture.
- Rigour: low | high

<!-- Phase 2: Run -->
## Rollout
- Say how it is switched on.

## Legacy
Say what is replaced.

## Glossary
Explain words.
`;

const NEW = `---
design-docs:
  level-field: Rigour
  levels: { low: 1, high: 2 }
  sections:
    Architecture:
      aliases: [Design]
---
# Title

Fill in every section; leave none out.

## Summary
- Say what it is, in one sentence.
- Say why it matters.
- Say who pays.

<!-- Phase 1: Construction -->
## Data Model
Describe the tables, and how long rows are kept in them.

<!-- Phase 1: Construction -->
## Architecture
- Parts: name each part, what it does and who owns it.
- Rigour: low | high

<!-- Phase 2: Operation -->
## Rollout
- Say how it is switched on, and off again.

<!-- Phase 2: Operation -->
## Monitoring
- Say which alerts there are.
`;

const DOCUMENT = `# Payments

Fill in every section.

We keep [tables](#1-storage), as [drawn](#2-design "the picture").

## Summary
- Say what it is.
- Say why it matters.

<!-- Phase 1: Build -->
## 1. Storage ##
We have two tables.

Describe the tables and how long rows are kept in them.

<!-- Phase 1: Build -->
## 2. Design
- Parts: name every part and what it does.
  - The ledger, which we own.
- Draw a picture.
- Rigour: high

<!-- Phase 2: Run -->
## Rollout
- Say how it is switched on.
- By a flag.

## Legacy
Say what is replaced.

## Glossary
Explain words. PSP is a provider.

## Our own
Words of ours.
`;

const MIGRATED = `# Payments

Fill in every section; leave none out.

We keep [tables](#1-data-model), as [drawn](#2-architecture "the picture").

## Summary
- Say what it is, in one sentence.
- Say why it matters.
- Say who pays.

<!-- Phase 1: Construction -->
## 1. Data Model ##
We have two tables.

Describe the tables, and how long rows are kept in them.

<!-- Phase 1: Construction -->
## 2. Architecture
- Parts: name every part and what it does.
  - The ledger, which we own.
- Rigour: high

<!-- Phase 2: Operation -->
## Rollout
- Say how it is switched on, and off again.
- By a flag.

<!-- Phase 2: Operation -->
## Monitoring
- Say which alerts there are.

## Glossary
Explain words. PSP is a provider.

## Our own
Words of ours.
`;

const INDEX =
  '# Index\n\n[a](pay.md#2-design) [b](pay.md#legacy) [c](other.md#2-design)\n\n[d]: ./pay.md#1-storage\n';
const CONFIG = 'templates:\n  docs/pay.md: new.md\n';

test('updates a document from an old template to the current one, with all links to it', async (t) => {
  const folder = diskFolder(t, {
    'old.md': OLD,
    'new.md': NEW,
    '.design-docs.yaml': CONFIG,
    'docs/pay.md': DOCUMENT,
    'docs/index.md': INDEX,
  });
  const { path: cwd } = folder;
  execFileSync('git', ['init', '-q'], { cwd });
  const call = ['migrate', '--from', 'old.md'];
  const shown = await runCli(call, { cwd });
  assert.equal(shown.code, 1);
  assert.equal(
    shown.stderr,
    `docs/pay.md: Glossary: kept as a section of your own, because the template no longer has it. Legacy: removed, because the template no longer has it and it contained only the template’s text.
docs/index.md: pay.md#legacy leads nowhere now: that section was removed.
`,
  );
  assert.equal(folder.read('docs/pay.md'), DOCUMENT);
  execFileSync('git', ['apply', '-'], { cwd, input: shown.stdout });
  assert.equal(folder.read('docs/pay.md'), MIGRATED);
  assert.equal(
    folder.read('docs/index.md'),
    '# Index\n\n[a](pay.md#2-architecture) [b](pay.md#legacy) [c](other.md#2-design)\n\n[d]: ./pay.md#1-data-model\n',
  );
  folder.write('docs/pay.md', DOCUMENT);
  folder.write('docs/index.md', INDEX);
  const written = await callCli([...call, '--write'], { cwd });
  assert.deepEqual([written.code, written.stdout], [0, 'docs/index.md\ndocs/pay.md\n']);
  assert.equal(folder.read('docs/pay.md'), MIGRATED);
  const again = await callCli(call, { cwd });
  assert.deepEqual([again.code, again.stdout], [0, '']);
});

test('the diff applies for any file name, with any line breaks, and without a final line break', async (t) => {
  const draft =
    '# T\r\n\r\nSee [it](#overvew).\r\n\r\n## Overvew\r\nText.\r\n\r\n## Quality\r\n- Quality Level: experiment';
  const names = ['a b.md', 'q"uote.md', 'ünï.md', 'end .md', "it's.md", '-dash.md'];
  // Windows does not allow these names.
  if (process.platform !== 'win32') names.push('tab\tand\nbreak.md', 'back\\slash.md');
  const drafts = names.flatMap((name) => [
    [`docs/crlf ${name}`, draft],
    [`docs/lf ${name}`, `\uFEFF${draft.replaceAll('\r', '')}\n`],
  ]);
  const folder = diskFolder(t, { ...Object.fromEntries(drafts), 'below/x.md': '' });
  const { path: cwd } = folder;
  execFileSync('git', ['init', '-q'], { cwd });
  const { code, stdout, stderr } = await callCli(['migrate', 'docs'], { cwd });
  assert.deepEqual([code, stderr], [1, '']);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd, input: stdout });
  for (const [name = '', text = ''] of drafts)
    assert.equal(
      folder.read(name),
      text.replace('## Overvew', '## Overview').replace('#overvew', '#overview'),
      name,
    );
  for (const [name = '', text = ''] of drafts) folder.write(name, text);
  const spaced = await callCli(['migrate', 'docs/lf a b.md'], { cwd });
  assert.ok(spaced.stdout.startsWith('--- a/docs/lf a b.md\t\n+++ b/docs/lf a b.md\t\n@@'));
  const outside = await callCli(['migrate', '../docs'], { cwd: join(cwd, 'below') });
  assert.match(
    outside.stderr,
    /^Note: “git apply” skips files outside the current folder: .* and \d+ more\. Run this command in a folder that contains all files\.\n$/,
  );
});

test('leaves ambiguous parts unchanged, and reports them on one line for each document', async (t) => {
  const adr = `<!-- design-docs: template=adr -->
# Use a queue

## Problem
It is slow.

## Context
It grows.

## [Options](x.md)
A and B.

## Outcome
A.
`;
  const other = '<!-- design-docs: template=adr -->\n# Other\n\n## Context\nIt grows.\n\n## Decision\nA.\n';
  const folder = diskFolder(t, { 'a.md': adr, 'b.md': other, 'README.md': '# Read me\n\n## Context\n' });
  const { path: cwd } = folder;
  const { code, stdout, stderr } = await callCli(['migrate', '--write'], { cwd });
  assert.deepEqual([code, stdout], [0, 'a.md\nb.md\n']);
  assert.equal(
    stderr,
    'a.md: Context and Problem Statement: 2 sections may be this one (Problem, Context); left alone. Options: it is now called “Considered Options”, but its heading contains a link or a tag; left alone.\n',
  );
  assert.equal(folder.read('a.md'), adr.replace('## Outcome', '## Decision Outcome'));
  assert.equal(
    folder.read('b.md'),
    other
      .replace('## Context', '## Context and Problem Statement')
      .replace('## Decision', '## Decision Outcome'),
  );
});

test('exits with 2 if something cannot be read or used, and updates the rest', async (t) => {
  const { path: cwd, read } = diskFolder(t, {
    'bad.md': Uint8Array.of(0xff, 0xfe, 0x41),
    'good.md': '# T\n\n## Overvew\nText.\n\n## Quality\n- Quality Level: experiment\n',
    'empty.md': 'Nothing here.\n',
    'broken.md': '---\ndesign-docs: [\n---\n# T\n\n## A\n',
    'rfc.md': '# T\n\n## Foo\n\n## Bar\n\n## Baz\n',
  });
  const run = (...words: string[]) => callCli(['migrate', ...words], { cwd });
  const [bad, missing, empty, broken, other] = await Promise.all([
    run('--write'),
    run('--from', 'no.md'),
    run('--from', 'empty.md'),
    run('--from', 'broken.md'),
    run('--from', 'rfc.md', 'good.md'),
  ]);
  assert.deepEqual(
    [bad.code, bad.stdout, bad.stderr],
    [2, 'good.md\n', 'design-docs: bad.md is encoded as UTF-16. Save it as UTF-8.\n'],
  );
  assert.match(read('good.md'), /^## Overview$/m);
  assert.deepEqual([missing.code, empty.code, broken.code], [2, 2, 2]);
  assert.equal(missing.stderr, 'design-docs: “no.md” does not exist. Correct --from.\n');
  assert.equal(
    empty.stderr,
    'design-docs: “empty.md” cannot be used as a template: there is no heading in it. Correct --from.\n',
  );
  assert.match(
    broken.stderr,
    /^design-docs: “broken\.md” cannot be used as a template: .+ Correct --from\.\n$/,
  );
  assert.equal(
    other.stderr,
    'good.md: Technical Design: the older template has little in common with it and was not used.\n',
  );
});

test('does not write a file that another program changed after it was read', async (t) => {
  const { path: cwd, read } = diskFolder(t, { 'a.md': 'theirs\n' });
  const path = join(cwd, 'a.md');
  assert.deepEqual(await rewrite(path, 'a.md', 'ours\n', Buffer.from('old\n')), {
    path: 'a.md',
    message: 'a.md was changed by another program, so it was not written. Run the command again.',
  });
  assert.equal(read('a.md'), 'theirs\n');
  assert.equal(await rewrite(path, 'a.md', 'ours\n', Buffer.from('theirs\n')), undefined);
  assert.equal(read('a.md'), 'ours\n');
});
