import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { EDIT, type EditAction, TEMPLATE_PLACE } from '../../server/src/protocol.ts';
import { type Client, PULL, PUSH, startClient } from '../support/lsp.ts';
import { folderOf } from '../support/workspace.ts';

const FULL: ClientCapabilities = {
  ...PULL,
  workspace: {
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, snippetEditSupport: true },
  },
  textDocument: {
    ...PULL.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
};

const A = 'file:///home/a.md';
const DOCUMENT = `# Payments

## Overvew
See [above](#overvew).

## Quality
- Quality Level: prototype

## Data Model

## Components
One service.
`;

async function ask(client: Client, uri: string, line: number, only?: string[]): Promise<CodeAction[]> {
  const at = { line, character: 3 };
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only && { only }) },
  });
  return (actions ?? []) as CodeAction[];
}

function titled(actions: readonly CodeAction[], start: string): CodeAction {
  const found = actions.find(({ title }) => title.startsWith(start));
  assert.ok(found, `${start} is not among ${actions.map(({ title }) => title).join(', ')}`);
  return found;
}

function resolve(client: Client, action: CodeAction): Promise<CodeAction> {
  return client.connection.sendRequest(CodeActionResolveRequest.type, action);
}

function filesOf(edit: WorkspaceEdit | undefined): string[] {
  return (edit?.documentChanges ?? []).map((change) => (change as TextDocumentEdit).textDocument.uri).sort();
}

test('renaming a heading updates links in files that are not open', async (t) => {
  const link = 'See [it](a.md#overvew).\n';
  const disk = folderOf(t, {
    'a.md': DOCUMENT,
    'docs/b.md': link.replace('a.md', '../a.md'),
    'docs/other.md': 'See [it](../a.md#quality).\n',
    'docs/elsewhere.md': link,
    'node_modules/pack/c.md': link.replace('a.md', '../../a.md'),
    '.hidden/d.md': link.replace('a.md', '../a.md'),
  });
  const root = fileURLToPath(disk.uri(''));
  mkdirSync(join(root, 'linked'));
  symlinkSync(root, join(root, 'linked', 'loop'));
  const client = await startClient(t, { capabilities: FULL, folders: [disk.uri('')] });
  client.open(disk.uri('a.md'), DOCUMENT);
  const rename = titled(await ask(client, disk.uri('a.md'), 2), 'Rename to');
  assert.equal(rename.edit, undefined);
  const { edit } = await resolve(client, rename);
  assert.deepEqual(filesOf(edit), [disk.uri('a.md'), disk.uri('docs/b.md')]);
  const closed = edit?.documentChanges?.find((each) =>
    filesOf({ documentChanges: [each] })[0]?.endsWith('b.md'),
  );
  assert.deepEqual(closed, {
    textDocument: { uri: disk.uri('docs/b.md'), version: null },
    edits: [
      { range: { start: { line: 0, character: 17 }, end: { line: 0, character: 24 } }, newText: 'overview' },
    ],
  });
});

test('an outdated or unknown action is resolved without an edit', async (t) => {
  const client = await startClient(t, { capabilities: FULL });
  client.open(A, DOCUMENT);
  const rename = titled(await ask(client, A, 2), 'Rename to');
  const unknown = { ...rename, data: { ...rename.data, uri: 'file:///home/none.md' } };
  const { data: _, ...bare } = rename;
  for (const item of [unknown, bare]) assert.deepEqual(await resolve(client, item), item);
  client.change(A, 2, { text: `Words.\n${DOCUMENT}` });
  assert.equal((await resolve(client, rename)).edit, undefined);
});

test('a client that cannot resolve actions gets the links of open documents at once, as plain changes', async (t) => {
  const client = await startClient(t, { capabilities: PUSH });
  const other = 'file:///home/b.md';
  client.open(A, DOCUMENT);
  client.open(other, 'See [it](a.md#overvew).\n');
  const { edit } = titled(await ask(client, A, 2), 'Rename to');
  assert.deepEqual(Object.keys(edit?.changes ?? {}).sort(), [A, other]);
  assert.equal(edit?.changes?.[A]?.length, 2);
  const waiver = titled(await ask(client, A, 8), 'Mark as').edit?.changes?.[A];
  assert.equal(waiver?.[0]?.newText, '\nNot applicable: ');
});

test('large edits need confirmation, and a snippet places the cursor where the user continues', async (t) => {
  const client = await startClient(t, { capabilities: FULL });
  client.open(A, DOCUMENT);
  const sort = titled(await ask(client, A, 0, ['source']), 'Sort');
  const notes = Object.values(sort.edit?.changeAnnotations ?? {});
  assert.ok(notes.some(({ needsConfirmation }) => needsConfirmation));
  for (const { label, description } of notes)
    assert.deepEqual([label, description], [sort.title, 'Moves sections without changing their text']);
  const { edit } = titled(await ask(client, A, 8), 'Mark as');
  const at = { line: 8, character: 13 };
  assert.deepEqual(edit?.documentChanges, [
    {
      textDocument: { uri: A, version: 1 },
      edits: [{ range: { start: at, end: at }, snippet: { kind: 'snippet', value: '\nNot applicable: $0' } }],
    },
  ]);
});

test('only actions of the requested kinds are returned', async (t) => {
  const client = await startClient(t, { capabilities: FULL });
  const marked = DOCUMENT.replace('## Quality', '<!-- Phase 1: Core Technical -->\n## Quality');
  client.open(A, marked);
  const kinds = async (...only: string[]): Promise<(string | undefined)[]> => [
    ...new Set((await ask(client, A, 9, only)).map(({ kind }) => kind)),
  ];
  assert.deepEqual(await kinds('quickfix'), ['quickfix']);
  assert.deepEqual(await kinds('source.fixAll'), ['source.fixAll.designDocs']);
  assert.deepEqual(await kinds('source.fixAll.designDocs'), ['source.fixAll.designDocs']);
  assert.deepEqual(await kinds('source'), ['source.fixAll.designDocs', 'source.sortSections.designDocs']);
  assert.deepEqual(await kinds('source.organizeImports'), []);
  assert.ok((await kinds()).every((kind) => !kind?.startsWith('source')));
});

test('commands get their edits, or null if there is nothing to do', async (t) => {
  const client = await startClient(t, { capabilities: FULL });
  client.open(A, DOCUMENT);
  const edit = (action: EditAction): Promise<WorkspaceEdit | null> =>
    client.connection.sendRequest(EDIT, { uri: A, action });
  assert.deepEqual(filesOf((await edit({ kind: 'insertMissing' })) ?? {}), [A]);
  assert.equal(await edit({ kind: 'insertMissing', phase: 9 }), null);
  const raise = await edit({ kind: 'raiseLevel', level: 'production' });
  assert.ok(Object.values(raise?.changeAnnotations ?? {}).some((each) => each.needsConfirmation));
  assert.equal(await edit({ kind: 'raiseLevel', level: 'experiment' }), null);
  assert.equal(await edit({ kind: 'waive', section: 'none' }), null);
  assert.equal(await edit({ kind: 'moveSection', section: 'none', before: undefined }), null);
});

test('sections are moved and waived by their readiness keys, and located in the template by their ids', async (t) => {
  const client = await startClient(t, {
    capabilities: FULL,
    initializationOptions: { readiness: true, templatesFolder: 'file:///templates/' },
  });
  client.open(A, DOCUMENT);
  const readiness = await client.until(() => client.readiness.find(({ uri }) => uri === A));
  const section = readiness.phases
    .flatMap(({ sections }) => sections)
    .find(({ title }) => title === 'Data Model');
  assert.ok(section);
  const edit = (action: EditAction): Promise<WorkspaceEdit | null> =>
    client.connection.sendRequest(EDIT, { uri: A, action });
  assert.ok(await edit({ kind: 'waive', section: section.key }));
  assert.ok(await edit({ kind: 'moveSection', section: section.key, before: undefined }));
  assert.equal(await edit({ kind: 'moveSection', section: section.key, before: section.key }), null);
  const place = (id: string): Promise<{ uri: string } | null> =>
    client.connection.sendRequest(TEMPLATE_PLACE, { uri: A, section: id });
  assert.equal((await place(section.section ?? ''))?.uri, 'file:///templates/technical-design.md');
  assert.equal(await place('none'), null);
});
