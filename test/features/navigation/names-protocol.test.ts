import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type ClientCapabilities,
  CodeLensRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
  type MarkupContent,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import type { InitializationOptions } from '../../../server/src/protocol.ts';
import { type ClientOptions, PULL, startClient } from '../../support/lsp.ts';
import { folderOf } from '../../support/workspace.ts';

const A = 'file:///home/a_technical_design.md';
const TEMPLATES = 'file:///extension/templates/';
const TEXT = `# Technical Design

## Components
- **Card gateway:** talks to the bank.

## Interfaces
The Card gateway has one, see [components](#components).

## Quality
- Quality Level: prototype
`;

const ALL: ClientCapabilities = {
  workspace: {
    ...PULL.workspace,
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
  },
  textDocument: {
    ...PULL.textDocument,
    codeLens: {},
    rename: { prepareSupport: true },
    semanticTokens: { requests: { full: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'] },
  },
};

/** VS Code has its own support for headings and links, and our grammar, commands, and templates. */
const VSCODE: InitializationOptions = {
  hostProvides: ['definition', 'references', 'rename', 'documentSymbol', 'highlighting'],
  commands: true,
  templatesFolder: TEMPLATES,
};

const vscode: ClientOptions = { capabilities: ALL, initializationOptions: VSCODE };
const plain: ClientOptions = { capabilities: ALL };

function at(line: number, character: number): TextDocumentPositionParams {
  return { textDocument: { uri: A }, position: { line, character } };
}

function on(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}

function textOf(hover: Hover | null): string {
  const { contents } = hover ?? assert.fail('there is no hover');
  return (contents as MarkupContent).value;
}

/**
 * The line of a heading in the template file, counted from 0. Unlike the file, the server's built-in copy has no front
 * matter.
 */
function templateLine(heading: string): number {
  const file = new URL('../../../templates/technical-design.md', import.meta.url);
  return readFileSync(file, 'utf8').split('\n').indexOf(heading);
}

test('a component is found and renamed in every editor, with a preview if the editor supports one', async (context) => {
  for (const options of [vscode, plain, { capabilities: PULL }]) {
    const { connection, open } = await startClient(context, options);
    open(A, TEXT);
    const entry = { uri: A, range: on(3, 4, 16) };
    const use = { uri: A, range: on(6, 4, 16) };
    const place = at(6, 6);
    assert.deepEqual(await connection.sendRequest(DefinitionRequest.type, place), entry);
    const uses = { ...place, context: { includeDeclaration: true } };
    assert.deepEqual(await connection.sendRequest(ReferencesRequest.type, uses), [entry, use]);
    const prepared = await connection.sendRequest(PrepareRenameRequest.type, place);
    assert.deepEqual(prepared, { range: use.range, placeholder: 'Card gateway' });
    const edit = await connection.sendRequest(RenameRequest.type, { ...place, newName: 'Bank gateway' });
    const isReviewed = options.capabilities === ALL;
    const annotated = isReviewed ? { annotationId: 'change' } : {};
    const confirmation = { range: on(0, 0, 0), newText: '', annotationId: 'confirm' };
    const label = 'Rename Card gateway to Bank gateway';
    assert.deepEqual(edit, {
      documentChanges: [
        {
          textDocument: { uri: A, version: 1 },
          edits: [
            ...(isReviewed ? [confirmation] : []),
            ...[entry, use].map(({ range }) => ({ range, newText: 'Bank gateway', ...annotated })),
          ],
        },
      ],
      ...(isReviewed && {
        changeAnnotations: { confirm: { label, needsConfirmation: true }, change: { label } },
      }),
    });
  }
});

test('a rename updates links in other Markdown files, whether or not they are open', async (context) => {
  const text = TEXT.replace('- **Card gateway:** talks', '### Card gateway\nTalks');
  const link = 'See [it](a_technical_design.md#card-gateway) and [more](a_technical_design.md#components).\n';
  const disk = folderOf(context, {
    'a_technical_design.md': text,
    'README.md': link,
    'docs/closed.md': link.replaceAll('](', '](../'),
  });
  for (const options of [vscode, plain]) {
    const client = await startClient(context, { ...options, folders: [disk.uri('')] });
    const uri = disk.uri('a_technical_design.md');
    const [open, closed] = [disk.uri('README.md'), disk.uri('docs/closed.md')];
    client.open(uri, text);
    client.open(open, link);
    const changedBy = async (line: number, newName: string): Promise<unknown[]> => {
      const place = { textDocument: { uri }, position: { line, character: 6 } };
      const edit = await client.connection.sendRequest(RenameRequest.type, { ...place, newName });
      return (edit?.documentChanges ?? []).map(
        (each) => 'textDocument' in each && [each.textDocument.uri, each.textDocument.version],
      );
    };
    const all = [
      [uri, 1],
      [open, 1],
      [closed, null],
    ];
    assert.deepEqual(await changedBy(7, 'Bank gateway'), all, 'the name of a component');
    if (options === plain) assert.deepEqual(await changedBy(2, 'Parts'), all, 'a heading');
    const place = { textDocument: { uri }, position: { line: 2, character: 6 } };
    const uses = { ...place, context: { includeDeclaration: false } };
    const found = await client.connection.sendRequest(ReferencesRequest.type, uses);
    const linking = [uri, open, closed];
    assert.deepEqual(
      found?.map((each) => each.uri),
      options === plain ? linking : [],
    );
  }
});

test('in VS Code, headings and links are left to VS Code, and the definition of a heading is in the template', async (context) => {
  const { connection, open, logged } = await startClient(context, vscode);
  open(A, TEXT);
  const heading = at(5, 6);
  const line = templateLine('## Interfaces');
  assert.deepEqual(await connection.sendRequest(DefinitionRequest.type, heading), {
    uri: `${TEMPLATES}technical-design.md`,
    range: on(line, 0, 13),
  });
  const uses = { ...heading, context: { includeDeclaration: true } };
  assert.deepEqual(await connection.sendRequest(ReferencesRequest.type, uses), []);
  for (const place of [heading, at(6, 50), at(0, 4)])
    assert.equal(await connection.sendRequest(PrepareRenameRequest.type, place), null);
  assert.equal(await connection.sendRequest(RenameRequest.type, { ...heading, newName: 'X' }), null);
  assert.equal(await connection.sendRequest(DefinitionRequest.type, at(6, 50)), null);
  assert.deepEqual(logged, []);
});

test('a hover links to the line of the template if the editor has the template file', async (context) => {
  for (const options of [vscode, plain]) {
    const { connection, open } = await startClient(context, options);
    open(A, TEXT);
    const hover = await connection.sendRequest(HoverRequest.type, at(5, 6));
    const text = textOf(hover);
    const line = templateLine('## Interfaces') + 1;
    const link = `[Line ${line} of the template](<${TEMPLATES}technical-design.md#L${line}>)`;
    assert.equal(text.endsWith(link), options === vscode);
    assert.equal(text.includes(']('), options === vscode);
  }
});

test('a heading leads to the team’s template, and the hover links to it without loading its images', async (context) => {
  const folder = 'file:///work';
  const template = `${folder}/plan.md`;
  const files = new Map([
    [`${folder}/.design-docs.yaml`, 'templates:\n  docs/*.md: plan.md\n'],
    [template, '# Plan\n\n## Why\n\nSay ![why](https://example.com/why.png).\n'],
  ]);
  const client = await startClient(context, {
    capabilities: ALL,
    initializationOptions: { readsFiles: true },
    folders: [folder],
    files,
  });
  const uri = `${folder}/docs/a.md`;
  client.open(uri, '# Plan\n\n## Why\n\nSo.\n');
  const place = { textDocument: { uri }, position: { line: 2, character: 4 } };
  const found = await client.connection.sendRequest(DefinitionRequest.type, place);
  assert.deepEqual(found, { uri: template, range: on(2, 0, 6) });
  const hover = await client.connection.sendRequest(HoverRequest.type, place);
  assert.match(textOf(hover), /\nSay why\.\n\n.*\(<file:\/\/\/work\/plan\.md#L3>\)$/);
});

test('a code lens appears when the setting is turned on, and runs a command if the client has commands', async (context) => {
  for (const options of [vscode, plain]) {
    const settings = { codeLens: false };
    const client = await startClient(context, { ...options, settings });
    const { connection, initialized } = client;
    assert.ok(initialized.capabilities.codeLensProvider);
    client.open(A, TEXT);
    const lenses = () => connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: A } });
    assert.deepEqual(await lenses(), []);
    settings.codeLens = true;
    await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await client.until(() => client.refreshed.codeLenses > 0);
    const command = options === vscode ? 'designDocs.nextUnwritten' : '';
    assert.deepEqual(await lenses(), [
      { range: on(9, 2, 26), command: { title: 'prototype: 3 of 8 sections written', command } },
    ]);
  }
  const without = await startClient(context);
  assert.equal(without.initialized.capabilities.codeLensProvider, undefined);
});

test('levels, phase markers, and directives have semantic tokens in editors without our grammar', async (context) => {
  const hosted = await startClient(context, vscode);
  assert.equal(hosted.initialized.capabilities.semanticTokensProvider, undefined);
  const { connection, initialized, open } = await startClient(context, plain);
  assert.deepEqual(initialized.capabilities.semanticTokensProvider, {
    legend: { tokenTypes: ['enumMember', 'macro'], tokenModifiers: [] },
    full: true,
  });
  open(A, `<!-- Phase 0: Project Basics -->\n${TEXT.slice(TEXT.indexOf('## Quality'))}`);
  const tokens = await connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri: A } });
  assert.deepEqual(tokens, { data: [0, 0, 32, 1, 0, 2, 17, 9, 0, 0] });
});

test('document symbols show the phase and state of sections', async (context) => {
  const { connection, open } = await startClient(context, plain);
  open(A, TEXT);
  const [title] =
    (await connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: A } })) ?? [];
  const children = title && 'children' in title ? (title.children ?? []) : [];
  assert.deepEqual(
    children.map(({ name, detail }) => [name, detail]),
    [
      ['Components', 'Phase 1 · written'],
      ['Interfaces', 'Phase 1 · written'],
      ['Quality', 'Phase 0 · written'],
    ],
  );
});
