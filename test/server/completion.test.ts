import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CompletionItem,
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  type MarkupContent,
} from 'vscode-languageserver/node';
import { type Client, PULL, startClient } from '../support/lsp.ts';
import { folderOf } from '../support/workspace.ts';

const A = 'file:///home/design-doc.md';

/** The capabilities of an editor that requests documentation when the user selects an item. */
const LAZY = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    completion: {
      completionItem: { snippetSupport: true, resolveSupport: { properties: ['documentation'] } },
    },
  },
};

async function complete(
  { connection }: Client,
  [line, character]: readonly [number, number],
  triggerCharacter?: string,
  uri = A,
): Promise<CompletionItem[]> {
  const items = await connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri },
    position: { line, character },
    ...(triggerCharacter && {
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter },
    }),
  });
  return (items ?? []) as CompletionItem[];
}

function named(items: readonly CompletionItem[], label: string): CompletionItem {
  return items.find((item) => item.label === label) ?? assert.fail(`${label} is not offered`);
}

function words({ documentation }: CompletionItem): string {
  return (documentation as MarkupContent | undefined)?.value ?? '';
}

test('documentation is sent with the list to an editor that cannot resolve it', async (t) => {
  const client = await startClient(t);
  assert.equal(client.initialized.capabilities.completionProvider?.resolveProvider, undefined);
  client.open(A, '## ');
  const overview = named(await complete(client, [0, 3]), 'Overview');
  assert.match(words(overview), /Summarize the problem/);
  assert.equal(overview.data, undefined);
  assert.equal(overview.commitCharacters, undefined);
});

test('documentation is resolved on request from the current text', async (t) => {
  const client = await startClient(t, { capabilities: LAZY });
  assert.equal(client.initialized.capabilities.completionProvider?.resolveProvider, true);
  const resolve = (item: CompletionItem) =>
    client.connection.sendRequest(CompletionResolveRequest.type, item);
  client.open(A, '# Technical Design\n\n- Quality Level: \n\n## \n');
  const overview = named(await complete(client, [4, 3]), 'Overview');
  assert.equal(overview.documentation, undefined);
  const resolved = await resolve(overview);
  assert.match(words(resolved), /^\*\*Overview\*\*.*\n\nThis section is missing/);
  assert.deepEqual({ ...resolved, documentation: undefined }, { ...overview, documentation: undefined });
  const production = named(await complete(client, [2, 17]), 'production');
  assert.match(words(await resolve(production)), /Requires:/);

  client.change(A, 2, { text: '# Technical Design\n\n## Overview\n\nShops see parcels.\n' });
  assert.match(words(await resolve(overview)), /This section is written/);
  client.close(A);
  assert.deepEqual(await resolve(overview), overview);
});

test('an item that is unknown or without a subject is returned unchanged', async (t) => {
  const client = await startClient(t, { capabilities: LAZY });
  client.open(A, '# Technical Design\n');
  const others = [
    undefined,
    7,
    { uri: A },
    { uri: A, kind: 'file', id: 'x' },
    { uri: A, kind: 'section', id: 'x' },
    { uri: 'file:///b.md', kind: 'rule', id: 'missing-gate' },
  ];
  for (const data of others) {
    const item = { label: 'x', ...(data !== undefined && { data }) };
    assert.deepEqual(await client.connection.sendRequest(CompletionResolveRequest.type, item), item);
  }
  assert.deepEqual(client.logged, []);
});

test('an opening parenthesis triggers link completion unless the editor provides it', async (t) => {
  const own = await startClient(t);
  const provided = await startClient(t, { initializationOptions: { hostProvides: ['anchorCompletion'] } });
  for (const client of [own, provided]) {
    client.open(A, '# Technical Design\n[a](\n(\n');
    client.open('file:///home/other_technical_design.md', '# Technical Design: Other\n');
  }
  const triggers = (client: Client) => client.initialized.capabilities.completionProvider?.triggerCharacters;
  assert.deepEqual(triggers(own), ['#', '<', '!', ':', '|', ' ', '(']);
  assert.deepEqual(triggers(provided), ['#', '<', '!', ':', '|', ' ']);
  const [other, ...more] = await complete(own, [1, 4], '(');
  assert.deepEqual(
    [other?.label, other?.detail, more],
    ['other_technical_design.md', 'Technical Design: Other', []],
  );
  assert.deepEqual(await complete(own, [2, 1], '('), []);
  assert.deepEqual(await complete(provided, [1, 4]), []);
});

test('link completion offers all Markdown files of the workspace, and headings after a path', async (t) => {
  const disk = folderOf(t, {
    'docs/queue (old).md': '# Queue\n\n## Known **Risks**\n',
    'README.md': '# Parcels\n',
    'notes.txt': '# Notes\n',
  });
  const uri = disk.uri('docs/design-doc.md');
  const text = '# Technical Design\n[a](\n[a](queue%20%28old%29.md#\n[a](gone.md#\n[a](../notes.txt#\n';
  /** The labels at the end of a line. */
  const labels = async (client: Client, line: number): Promise<string[]> => {
    const character = text.split('\n')[line]?.length ?? 0;
    return (await complete(client, [line, character], undefined, uri)).map(({ label }) => label);
  };

  const client = await startClient(t, { folders: [disk.uri('')] });
  client.open(uri, text);
  client.open(disk.uri('docs/other_technical_design.md'), '# Other\n');
  const [first, ...files] = await labels(client, 1);
  assert.equal(first, 'other_technical_design.md', 'open design documents come first');
  assert.deepEqual(files.toSorted(), ['../README.md', 'queue (old).md']);
  assert.deepEqual(await labels(client, 2), ['queue', 'known-risks']);
  disk.write('docs/queue (old).md', '# Queue\n');
  assert.deepEqual(await labels(client, 2), ['queue'], 'the file is read on each request');
  client.open(disk.uri('docs/queue (old).md'), '# Unsaved\n');
  assert.deepEqual(await labels(client, 2), ['unsaved']);
  assert.deepEqual(await labels(client, 3), []);
  assert.deepEqual(await labels(client, 4), []);

  const provided = await startClient(t, {
    folders: [disk.uri('')],
    initializationOptions: { hostProvides: ['anchorCompletion'] },
  });
  provided.open(uri, text);
  assert.deepEqual(await labels(provided, 1), []);
});

test('an editor without snippet support gets no tab stops', async (t) => {
  const client = await startClient(t, { capabilities: { textDocument: { completion: {} } } });
  client.open(A, '# Technical Design\n\n## Configuration\n\n');
  const item = named(await complete(client, [3, 0]), 'Not applicable');
  assert.equal(item.textEdit?.newText, 'Not applicable: ');
});
