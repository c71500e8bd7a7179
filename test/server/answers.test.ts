import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EDIT, type EditResult, SKELETON, TEMPLATES, type TemplateInfo } from '../../server/src/protocol.ts';
import { SEED } from '../support/engine.ts';
import { PUSH, sample, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';

describe('a client without support for', () => {
  test('snippets gets plain text', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open('file:///home/design-doc.md', '## ');
    const textDocument = { uri: 'file:///home/design-doc.md' };
    const items = await client.connection.sendRequest(CompletionRequest.type, {
      textDocument,
      position: { line: 0, character: 3 },
    });
    assert.ok(Array.isArray(items) && items.length > 0);
    for (const { insertTextFormat, textEdit } of items) {
      assert.equal(insertTextFormat, InsertTextFormat.PlainText);
      assert.doesNotMatch(textEdit?.newText ?? '', /\$\{|\\[$}]/);
    }
    const quality = items.find(({ label }) => label === 'Quality');
    assert.match(
      quality?.textEdit?.newText ?? '',
      /- Quality Level: experiment \| prototype \| production \| secure\n/,
    );
  });

  test('document changes gets plain changes', async (t) => {
    const versioned = await startClient(t);
    const plain = await startClient(t, { capabilities: PUSH });
    for (const client of [versioned, plain]) client.open(A, SEED);
    const params = { uri: A, action: { kind: 'setLevel', level: 'secure' } };
    const edits = (await plain.connection.sendRequest<EditResult>(EDIT, params))?.changes?.[A];
    const [change] =
      (await versioned.connection.sendRequest<EditResult>(EDIT, params))?.documentChanges ?? [];
    assert.deepEqual(change, { textDocument: { uri: A, version: 1 }, edits });
    assert.match(applied(SEED, edits), /^- Quality Level: secure$/m);
  });
});

describe('custom requests', () => {
  test('list the templates with their levels and requirements', async (t) => {
    const { connection } = await startClient(t);
    const templates = await connection.sendRequest<TemplateInfo[]>(TEMPLATES);
    assert.deepEqual(
      templates.map(({ id, title, levels }) => [
        id,
        title,
        ...levels.map(({ name, required }) => `${name} ${required}`),
      ]),
      [
        ['technical-design', 'Technical Design', 'experiment 2', 'prototype 8', 'production 14', 'secure 14'],
        ['adr', 'Architecture Decision Record'],
        ['enhancement', 'Enhancement Proposal'],
        ['rfc', 'Request for Comments'],
      ],
    );
    assert.ok(templates.every(({ description }) => description));
    assert.deepEqual(
      templates[0]?.levels.map(({ more }) => more),
      [
        { sections: 2, topics: 0, gates: 0 },
        { sections: 6, topics: 0, gates: 1 },
        { sections: 6, topics: 5, gates: 3 },
        { sections: 0, topics: 4, gates: 1 },
      ],
    );
  });

  test('return the text of a new document, or null for an unknown template or level', async (t) => {
    const { connection } = await startClient(t);
    const skeleton = (params: object) =>
      connection.sendRequest<string | null>(SKELETON, { title: 'Parcels', ...params });
    assert.match(
      (await skeleton({ template: 'technical-design', level: 'experiment' })) ?? '',
      /^# Parcels\n\n<!-- Phase 0/,
    );
    assert.equal(await skeleton({ template: 'technical-design', level: 'platinum' }), null);
    assert.equal(await skeleton({ template: 'poem' }), null);
  });

  test('edit an open document: insert a section, set the level, set the template', async (t) => {
    const client = await startClient(t);
    const text = '# Parcels\r\n\r\nWords.\r\n';
    client.open(A, text);
    const edit = async (action: object) => {
      const result = await client.connection.sendRequest<EditResult>(EDIT, { uri: A, action });
      const change = result?.documentChanges?.[0] as TextDocumentEdit | undefined;
      return change && applied(text, change.edits as TextDocumentEdit['edits'] & []);
    };
    assert.equal(await edit({ kind: 'setLevel', level: 'secure' }), undefined, 'not a design document yet');
    assert.equal(await edit({ kind: 'useTemplate', template: 'poem' }), undefined);
    assert.equal(
      await edit({ kind: 'useTemplate', template: 'technical-design' }),
      `<!-- design-docs: template=technical-design -->\r\n${text}`,
    );
    client.change(A, 2, { text: `<!-- design-docs: template=technical-design -->\r\n${text}` });
    const inserted = await client.connection.sendRequest<EditResult>(EDIT, {
      uri: A,
      action: { kind: 'insertSection', section: 'overview' },
    });
    assert.ok(JSON.stringify(inserted).includes('<!-- Phase 0: Project Basics -->\\r\\n## Overview\\r\\n'));
    assert.equal(
      await client.connection.sendRequest(EDIT, {
        uri: A,
        action: { kind: 'insertSection', section: 'poem' },
      }),
      null,
    );
  });
});

test('code actions list the diagnostic that they fix and edit the open version', async (t) => {
  const client = await startClient(t);
  const text = sample('half-written-design.md').replaceAll('\n', '\r\n');
  client.open(A, text);
  const { items } = await client.pull(A);
  const misspelled = items.find(({ code }) => code === 'misspelled-heading');
  assert.ok(misspelled);
  const params = { textDocument: { uri: A }, range: misspelled.range };
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    ...params,
    context: { diagnostics: [misspelled], only: ['quickfix'] },
  });
  const [action] = (actions ?? []).filter((each) => 'diagnostics' in each);
  assert.ok(action && 'edit' in action && action.diagnostics);
  assert.deepEqual(action.diagnostics, [misspelled]);
  const [change] = (action.edit?.documentChanges ?? []) as TextDocumentEdit[];
  assert.equal(change?.textDocument.version, 1);
  assert.match(applied(text, change?.edits as TextDocumentEdit['edits'] & []), /^## Data Model\r\n/m);
  const refactorings = await client.connection.sendRequest(CodeActionRequest.type, {
    ...params,
    context: { diagnostics: [], only: ['refactor'] },
  });
  assert.deepEqual(refactorings, []);
});

test('the trigger character decides whether there is a completion list', async (t) => {
  const client = await startClient(t);
  client.open('file:///home/design-doc.md', 'Note:\n- Quality Level:');
  const ask = (line: number, character: number) =>
    client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: 'file:///home/design-doc.md' },
      position: { line, character },
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ':' },
    });
  assert.equal(await ask(0, 5), null);
  assert.equal(((await ask(1, 16)) as unknown[]).length, 4);
});

function applied(text: string, edits: Parameters<typeof TextDocument.applyEdits>[1] | undefined): string {
  return TextDocument.applyEdits(TextDocument.create(A, 'markdown', 1, text), edits ?? []);
}
