import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { CLI, diskFolder, runCli, withConcurrentEdit } from '../support/cli.ts';
import { serve } from '../support/mcp.ts';

const PAY = `# Payments

## Overview
We pay people.

## Quality
- Quality Level: prototype
`;

const UNSET = PAY.replace('prototype', 'experiment | prototype | production | secure');

test('every tool has a description, and its results match its schemas', async (t) => {
  const folder = diskFolder(t, {
    'docs/pay.md': PAY,
    'docs/unset.md': UNSET,
    'docs/build/old.md': PAY,
    '.gitignore': 'build/\n',
    'README.md': '# Read me\n',
  });
  for (const mode of ['legacy', { pin: '2026-07-28' }] as const) {
    const { client, call } = await serve(t, folder, { versionNegotiation: { mode } });
    // The client validates every result against the schemas in the list.
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint, annotations?.openWorldHint]),
      [
        ['list_documents', true, false],
        ['readiness', true, false],
        ['next_section', true, false],
        ['check_text', true, false],
        ['apply_fix', false, false],
      ],
    );
    for (const { title, description, inputSchema, outputSchema } of tools)
      assert.ok(title && description && inputSchema['properties'] && outputSchema?.['properties']);
    const { documents } = await call<{ documents: unknown[] }>('list_documents');
    assert.deepEqual(documents, [
      {
        path: 'docs/pay.md',
        kind: 'document',
        template: 'technical-design',
        level: 'prototype',
        isLevelSet: true,
        done: 2,
        total: 8,
        left: 6,
      },
      {
        path: 'docs/unset.md',
        kind: 'document',
        template: 'technical-design',
        level: 'experiment',
        isLevelSet: false,
        done: 1,
        total: 2,
        left: 1,
      },
    ]);
  }
});

const READINESS = `docs/pay.md (technical-design, prototype): 2 of 8 sections done.

Phase 0: Project Basics (2 of 3 done, the current phase)
- Overview (line 3): written
- Goals and Non‑Goals: missing
- Quality (line 6): written

Phase 1: Core Technical (0 of 5 done)
- Architecture: missing
- Components: missing
- Data Model: missing
- Interfaces: missing
- Algorithms / Processing: missing; recommended
- Testing Strategy: missing

Phase 2: Production Readiness (not required)

Phase 3: Secure/Compliance (not required)`;

const NEXT = `docs/pay.md (technical-design, prototype)
2 of 8 sections are done; this is the first of 7 steps.

docs/pay.md:6 Insert Goals and Non‑Goals
  Phase 0: Project Basics
  It is required at prototype (Phase 0).

  Insert here:
    ## Goals and Non‑Goals
    - Goals: bullet list of measurable objectives.
    - Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.`;

test('an agent can find a document, read its readiness, and get the next step', async (t) => {
  const folder = diskFolder(t, { 'docs/pay.md': PAY });
  const { client } = await serve(t, folder);
  const shown = async (name: string, input: Record<string, unknown>): Promise<string> => {
    const { content } = await client.callTool({ name, arguments: input });
    return (content as { text: string }[]).map((part) => part.text).join('\n');
  };
  assert.equal(
    await shown('list_documents', {}),
    'docs/pay.md (technical-design, prototype): 2 of 8 sections done',
  );
  assert.equal(await shown('readiness', { path: 'docs/pay.md' }), READINESS);
  assert.equal(await shown('next_section', { path: 'docs/pay.md' }), NEXT);
  assert.match(await shown('next_section', { path: 'docs/pay.md', all: true }), /Insert Testing Strategy/);
});

test('a page of the list ends at its limit, and the cursor returns the next page', async (t) => {
  const names = Array.from({ length: 7 }, (_, index) => `docs/${index}.md`);
  const folder = diskFolder(t, Object.fromEntries(names.map((name) => [name, PAY])));
  folder.write('docs/3.md', '# Notes\n');
  folder.write('docs/5.md', new Uint8Array([0, 1, 2]));
  const { call } = await serve(t, folder);
  interface Page {
    readonly documents: readonly { readonly path: string }[];
    readonly problems: readonly { readonly message: string }[];
    readonly nextCursor?: string;
  }
  const first = await call<Page>('list_documents', { limit: 3 });
  const second = await call<Page>('list_documents', { limit: 3, cursor: first.nextCursor });
  const pages = [first, second].map(({ documents }) => documents.map(({ path }) => path));
  assert.deepEqual(pages, [
    ['docs/0.md', 'docs/1.md', 'docs/2.md'],
    ['docs/4.md', 'docs/6.md'],
  ]);
  assert.deepEqual([first.nextCursor, second.nextCursor], ['docs/2.md', undefined]);
  assert.match(second.problems[0]?.message ?? '', /^docs\/5\.md is a binary file/);
  const some = await call<Page>('list_documents', { paths: ['docs/[0-4].md', '!docs/0.md'] });
  assert.deepEqual(
    some.documents.map(({ path }) => path),
    ['docs/1.md', 'docs/2.md', 'docs/4.md'],
  );
});

interface Checked {
  readonly kind: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly fingerprint: string;
    readonly fixes: readonly { readonly title: string }[];
  }[];
}

test('checks a text as if it were at its path, and a file with its content', async (t) => {
  const folder = diskFolder(t, {
    'docs/pay.md': PAY,
    'docs/.design-docs.yaml': 'rules: { missing-gate: off }\n',
  });
  const { call } = await serve(t, folder);
  const rules = async (input: Record<string, unknown>): Promise<string[]> =>
    (await call<Checked>('check_text', input)).findings.map(({ rule }) => rule);
  assert.deepEqual(await rules({ text: PAY }), ['missing-section', 'missing-gate']);
  assert.deepEqual(await rules({ text: PAY, path: 'docs/new/other.md' }), ['missing-section']);
  assert.deepEqual(await rules({ path: 'docs/pay.md' }), ['missing-section']);
  assert.equal((await rules({ path: 'docs/pay.md', hints: true })).length, 3);
  assert.deepEqual(await call('check_text', { text: '# Shopping\n' }), {
    path: 'text.md',
    kind: 'none',
    findings: [],
    problems: [],
  });
});

test('applies a fix to the file, and returns the changes and the remaining findings', async (t) => {
  const folder = diskFolder(t, { 'pay.md': PAY, 'unset.md': UNSET });
  const { call, refused } = await serve(t, folder);
  interface Fixed {
    readonly written: boolean;
    readonly diff: string;
    readonly left: readonly { readonly rule: string }[];
  }
  const { findings } = await call<Checked>('check_text', { path: 'pay.md' });
  const [missing] = findings;
  const preview = await call<Fixed>('apply_fix', {
    path: 'pay.md',
    fingerprint: missing?.fingerprint,
    preview: true,
  });
  assert.deepEqual([preview.written, folder.read('pay.md')], [false, PAY]);
  const fixed = await call<Fixed>('apply_fix', { path: 'pay.md', fingerprint: missing?.fingerprint });
  assert.deepEqual([fixed.written, fixed.diff], [true, preview.diff]);
  assert.equal(
    fixed.diff,
    `--- a/pay.md
+++ b/pay.md
@@ -3,5 +3,9 @@
 ## Overview
 We pay people.
 
+## Goals and Non‑Goals
+- Goals: bullet list of measurable objectives.
+- Non‑Goals: explicitly out‑of‑scope items to avoid scope creep.
+
 ## Quality
 - Quality Level: prototype
`,
  );
  assert.match(folder.read('pay.md'), /people\.\n\n## Goals and Non‑Goals\n/);
  assert.deepEqual(
    fixed.left.map(({ rule }) => rule),
    ['unwritten-section', 'missing-gate'],
  );

  const level = { path: 'unset.md', rule: 'unset-quality-level', line: 7 };
  assert.match(
    await refused('apply_fix', level),
    /^There are several fixes for unset-quality-level on line 7 of unset\.md\. Give one as “fix”: 0: Set the quality level to experiment; 1: /,
  );
  await call('apply_fix', { ...level, fix: 'Set the quality level to prototype' });
  assert.equal(folder.read('unset.md'), PAY);
});

test('never reads or writes anything outside the root', async (t) => {
  const outer = diskFolder(t, {
    'secret.md': PAY,
    '.design-docs.yaml': 'rules: { missing-section: off, missing-gate: off }\n',
    '.git/HEAD': '',
    '.gitignore': '*.md\n',
    'root/pay.md': PAY,
    'root/config/.design-docs.yaml': 'templates: { "*.md": ../../team.md }\n',
    'root/config/pay.md': PAY,
    'team.md': '# Team\n\n## Secret heading\nSay something.\n',
  });
  const root = { ...outer, path: join(outer.path, 'root') };
  symlinkSync(join(outer.path, 'secret.md'), join(root.path, 'link.md'));
  symlinkSync(outer.path, join(root.path, 'up'));
  symlinkSync('loop.md', join(root.path, 'loop.md'));
  const { call, refused } = await serve(t, outer, {}, ['--root', 'root']);
  const outside = [
    '../secret.md',
    join(outer.path, 'secret.md'),
    '../no-such.md',
    'config/../../secret.md',
    '/',
  ];
  for (const path of outside) {
    for (const tool of ['readiness', 'next_section', 'check_text', 'apply_fix'])
      assert.match(
        await refused(tool, { path, rule: 'missing-section', line: 3 }),
        /is outside the served folder/,
        `${tool} ${path}`,
      );
  }
  const links = ['link.md', 'up/secret.md'];
  for (const path of links) {
    const input = { path, rule: 'missing-section', line: 3 };
    for (const tool of ['readiness', 'apply_fix'])
      assert.match(await refused(tool, input), /is a link that leads outside the served folder/, path);
    assert.match(await refused('check_text', { text: PAY, path }), /leads outside the served folder/);
    assert.match(await refused('list_documents', { paths: [path] }), /leads outside the served folder/);
  }
  assert.match(await refused('list_documents', { paths: ['../*.md'] }), /is outside/);
  assert.match(await refused('list_documents', { paths: ['up/*.md'] }), /leads outside the served folder/);
  assert.match(await refused('readiness', { path: 'loop.md' }), /is a link in a loop of links/);
  assert.equal(outer.read('secret.md'), PAY);

  // The ignore file and the config file above the root do not apply, and neither does a template outside it.
  const { documents } = await call<{ documents: { path: string }[] }>('list_documents');
  assert.deepEqual(
    documents.map(({ path }) => path),
    ['pay.md'],
  );
  const { findings } = await call<Checked>('check_text', { path: 'pay.md' });
  assert.equal(findings.length, 2);
  assert.match(
    await refused('readiness', { path: 'config/pay.md' }),
    /The config file maps it to a template that does not exist\.$/,
  );
});

test('reports an error in a sentence, and the server continues', async (t) => {
  const folder = diskFolder(t, {
    'pay.md': PAY,
    'README.md': '# Read me\n',
    'picture.md': new Uint8Array([0x89, 0x50, 0, 1]),
  });
  const { client, call, refused } = await serve(t, folder);
  const messages = [
    await refused('readiness', { path: 'picture.md' }),
    await refused('readiness', { path: 'no-such.md' }),
    await refused('readiness', { path: '.' }),
    await refused('next_section', { path: 'README.md' }),
    await refused('apply_fix', { path: 'pay.md' }),
    await refused('apply_fix', { path: 'pay.md', fingerprint: 'abc' }),
    await refused('apply_fix', { path: 'pay.md', rule: 'missing-gate', line: 6, fix: 7 }),
    await refused('check_text'),
    await refused('list_documents', { paths: ['no-such/*.md'] }),
  ];
  assert.deepEqual(messages, [
    '“picture.md” is a binary file: it contains a NUL byte. Exclude it, or fix it.',
    '“no-such.md” does not exist.',
    '“.” is a folder.',
    'README.md is not a design document. Nothing in it identifies it as a design document.',
    'Identify the finding by its fingerprint, or by its rule and line.',
    'pay.md has no finding with the fingerprint “abc”. Check it again.',
    'There is no such fix for missing-gate on line 6 of pay.md. The fixes are: 0: Add “tests” to “Entry/Exit criteria”.',
    'There is nothing to check. Give a text, a path, or both.',
    'No Markdown file matches “no-such/*.md”. Correct it, or omit it.',
  ]);
  assert.match(await refused('readiness', { path: 'a\0b' }), /“a\0b”/);
  assert.match(await refused('readiness', { path: 7 }), /Invalid arguments for tool readiness/);
  await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }), /not found/);
  assert.equal((await call<{ left: number }>('readiness', { path: 'pay.md' })).left, 6);
  assert.equal(folder.read('pay.md'), PAY);
});

test('applies all fixes that are requested at the same time', async (t) => {
  const draft = `${PAY.replace('Overview', 'Overvew')}\n## Testng Strategy\nWe try it.\n`;
  const folder = diskFolder(t, { 'pay.md': draft });
  const { call } = await serve(t, folder);
  const fix = (line: number) => call('apply_fix', { path: 'pay.md', rule: 'misspelled-heading', line });
  const answers = await Promise.all([fix(3), fix(9)]);
  assert.deepEqual(
    answers.map(({ written }) => written),
    [true, true],
  );
  assert.equal(folder.read('pay.md'), draft.replace('Overvew', 'Overview').replace('Testng', 'Testing'));
});

test('does not write a file that changed after it was read', async (t) => {
  const folder = diskFolder(t, { 'pay.md': PAY });
  const { refused } = await serve(t, folder, {}, [], withConcurrentEdit(join(folder.path, 'pay.md')));
  assert.equal(
    await refused('apply_fix', { path: 'pay.md', rule: 'missing-section', line: 3 }),
    'pay.md was changed by another program, so it was not written. Check it again.',
  );
  assert.equal(folder.read('pay.md'), `${PAY}Mine.\n`);
});

test('writes only protocol messages on standard output, and ends with its input', async (t) => {
  const { path: cwd } = diskFolder(t, { 'pay.md': PAY });
  const child = spawn(process.execPath, [CLI, 'mcp'], { cwd });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
  const first = new Promise((resolve) => child.stdout.once('data', resolve));
  const initialize = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  };
  child.stdin.write('this is not a message\n');
  child.stdin.write(
    `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize })}\n`,
  );
  await first;
  child.stdin.end();
  assert.equal(await ended, 0);
  const messages = (await stdout)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    messages.map(({ jsonrpc, id, result }) => [jsonrpc, id, result?.serverInfo?.name]),
    [['2.0', 1, 'design-docs']],
  );
  assert.equal(await stderr, '');

  const wrong = await runCli(['mcp', '--root', 'no-such'], { cwd });
  assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /^design-docs: The folder “.*no-such” does not exist\. Correct --root\.\n$/);
});
