import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CompletionRequest,
  CompletionTriggerKind,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  InsertTextFormat,
  LSPErrorCodes,
  type ResponseError,
  SelectionRangeRequest,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { EDIT, type EditResult, SKELETON, TEMPLATES, type TemplateInfo } from '../../server/src/protocol.ts';
import { SEED } from '../support/engine.ts';
import { type Client, PULL, PUSH, sample, startClient } from '../support/lsp.ts';

const A = 'file:///work/a.md';
const START = { line: 0, character: 0 };
const ALL = { start: START, end: { line: 9999, character: 0 } };

/** One request of every kind about a document. */
function askAll(client: Client, uri: string): Record<string, Promise<unknown>> {
  const textDocument = { uri };
  const { connection } = client;
  return {
    completion: connection.sendRequest(CompletionRequest.type, { textDocument, position: START }),
    hover: connection.sendRequest(HoverRequest.type, { textDocument, position: START }),
    inlayHint: connection.sendRequest(InlayHintRequest.type, { textDocument, range: ALL }),
    codeAction: connection.sendRequest(CodeActionRequest.type, {
      textDocument,
      range: ALL,
      context: { diagnostics: [] },
    }),
    documentSymbol: connection.sendRequest(DocumentSymbolRequest.type, { textDocument }),
    foldingRange: connection.sendRequest(FoldingRangeRequest.type, { textDocument }),
    selectionRange: connection.sendRequest(SelectionRangeRequest.type, { textDocument, positions: [START] }),
    diagnostic: client.pull(uri),
    edit: connection.sendRequest(EDIT, { uri, action: { kind: 'setLevel', level: 'secure' } }),
  };
}

async function answers(asked: Record<string, Promise<unknown>>): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    await Promise.all(Object.entries(asked).map(async ([name, answer]) => [name, await answer])),
  );
}

const EMPTY = {
  completion: null,
  hover: null,
  inlayHint: [],
  codeAction: [],
  documentSymbol: [],
  foldingRange: [],
  selectionRange: null,
  diagnostic: { kind: 'full', items: [] },
  edit: null,
};

describe('capabilities', () => {
  test('of a host that has no Markdown support', async (t) => {
    const { initialized } = await startClient(t);
    assert.equal(initialized.serverInfo?.name, 'design-docs');
    const { capabilities } = initialized;
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(capabilities.completionProvider?.triggerCharacters?.slice(0, 6), [
      '#',
      '<',
      '!',
      ':',
      '|',
      ' ',
    ]);
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: ['quickfix'] });
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'design-docs',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    for (const feature of [
      'hover',
      'inlayHint',
      'documentSymbol',
      'foldingRange',
      'selectionRange',
    ] as const) {
      assert.equal(capabilities[`${feature}Provider`], true, feature);
    }
  });

  test('of a host that gives symbols, folding and selection itself', async (t) => {
    const { initialized } = await startClient(t, {
      capabilities: PUSH,
      initializationOptions: { hostProvides: ['documentSymbol', 'foldingRange', 'selectionRange'] },
    });
    const { capabilities } = initialized;
    assert.equal(capabilities.documentSymbolProvider, false);
    assert.equal(capabilities.foldingRangeProvider, false);
    assert.equal(capabilities.selectionRangeProvider, false);
    assert.equal(
      capabilities.diagnosticProvider,
      undefined,
      'diagnostics are pushed to a client that does not pull',
    );
    assert.equal(capabilities.hoverProvider, true);
  });

  test('of a client whose options are nonsense are those of one that sends none', async (t) => {
    const plain = await startClient(t);
    for (const initializationOptions of [
      'x',
      7,
      [],
      { hostProvides: 'all', rulePages: 1, readiness: 'yes' },
    ]) {
      const client = await startClient(t, { initializationOptions: initializationOptions as object });
      assert.deepEqual(client.initialized, plain.initialized);
      client.open(A, SEED);
      assert.ok((await client.pull(A)).items.length > 0);
      assert.deepEqual(client.readiness, []);
    }
  });
});

describe('a document that is not open', () => {
  test('gets empty answers', async (t) => {
    const client = await startClient(t);
    assert.deepEqual(await answers(askAll(client, A)), EMPTY);
    client.open(A, SEED);
    const open = await answers(askAll(client, A));
    for (const [name, empty] of Object.entries(EMPTY))
      if (name !== 'hover' && name !== 'completion') assert.notDeepEqual(open[name], empty, name);
    client.close(A);
    assert.deepEqual(await answers(askAll(client, A)), EMPTY);
    assert.deepEqual(client.logged, []);
  });

  test('even when it is closed while the answer is on its way', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    let asked: Record<string, Promise<unknown>> = {};
    client.inOneWrite(() => {
      client.close(A);
      asked = askAll(client, A);
    });
    assert.deepEqual(await answers(asked), EMPTY);
  });
});

test('another Markdown file gets nothing but what its own editor lacks', async (t) => {
  const client = await startClient(t);
  client.open(A, '# Shopping\n\n- Quality Level:\n');
  const { documentSymbol, foldingRange, selectionRange, ...rest } = await answers(askAll(client, A));
  const { documentSymbol: _, foldingRange: __, selectionRange: ___, ...empty } = EMPTY;
  assert.deepEqual(
    { ...rest, diagnostic: { ...(rest['diagnostic'] as object), resultId: undefined } },
    {
      ...empty,
      diagnostic: { ...empty.diagnostic, resultId: undefined },
    },
  );
  assert.deepEqual(documentSymbol, []);
  assert.deepEqual(foldingRange, []);
  assert.ok(selectionRange);
});

test('overlapping requests are each answered, in any order, as of the text they were asked about', async (t) => {
  const client = await startClient(t);
  client.open(A, SEED);
  const alone = await answers(askAll(client, A));
  let asked: Record<string, Promise<unknown>>[] = [];
  client.inOneWrite(() => {
    asked = Array.from({ length: 20 }, () => askAll(client, A));
  });
  for (const each of asked) assert.deepEqual(await answers(each), alone);
});

describe('a cancelled request', () => {
  test('is answered as cancelled, never with an empty result', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    const source = new CancellationTokenSource();
    const { token } = source;
    const textDocument = { uri: A };
    const asked: Promise<unknown>[] = [];
    client.inOneWrite(() => {
      const { connection } = client;
      asked.push(
        connection.sendRequest(CompletionRequest.type, { textDocument, position: START }, token),
        connection.sendRequest(HoverRequest.type, { textDocument, position: START }, token),
        connection.sendRequest(InlayHintRequest.type, { textDocument, range: ALL }, token),
        connection.sendRequest(DocumentSymbolRequest.type, { textDocument }, token),
        connection.sendRequest('textDocument/diagnostic', { textDocument }, token),
      );
      source.cancel();
    });
    for (const answer of asked) {
      await assert.rejects(
        answer,
        (error: ResponseError<unknown>) => error.code === LSPErrorCodes.RequestCancelled,
      );
    }
    assert.deepEqual(client.logged, [], 'a cancelled request is no failure');
  });

  test('hinders no other', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: A } };
    let cancelled: Promise<unknown> = Promise.resolve();
    let other: Promise<unknown> = Promise.resolve();
    client.inOneWrite(() => {
      cancelled = client.connection.sendRequest(DocumentSymbolRequest.type, params, source.token);
      other = client.connection.sendRequest(DocumentSymbolRequest.type, params);
      source.cancel();
    });
    await assert.rejects(cancelled);
    assert.ok(Array.isArray(await other));
  });
});

describe('malformed messages', () => {
  const broken: unknown[] = [
    undefined,
    {},
    { textDocument: null },
    { textDocument: { uri: 7 } },
    { textDocument: { uri: A } },
    { textDocument: { uri: A }, position: { line: -1, character: 'x' }, range: 3, positions: [null] },
  ];
  const methods = [
    'completion',
    'hover',
    'inlayHint',
    'codeAction',
    'documentSymbol',
    'foldingRange',
    'selectionRange',
    'diagnostic',
  ];

  test('requests are answered, empty or as an error, and the server goes on', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    for (const method of [
      ...methods.map((name) => `textDocument/${name}`),
      EDIT,
      SKELETON,
      'no/such/method',
    ]) {
      for (const params of broken) {
        await client.connection.sendRequest(method, params).catch((error: ResponseError<unknown>) => {
          assert.equal(typeof error.code, 'number', method);
        });
      }
    }
    assert.ok((await client.pull(A)).items.length > 0);
    assert.equal(await client.stop(), 0);
  });

  test('notifications are ignored, and the server goes on', async (t) => {
    for (const capabilities of [PULL, PUSH]) {
      const client = await startClient(t, { capabilities, initializationOptions: { readiness: true } });
      for (const method of [
        'textDocument/didOpen',
        'textDocument/didChange',
        'textDocument/didClose',
        'workspace/didChangeConfiguration',
        'no/such/notification',
      ]) {
        for (const params of [
          ...broken,
          { textDocument: { uri: A, languageId: 'markdown', version: 1 } },
          { textDocument: { uri: A, version: 2 }, contentChanges: [null] },
        ]) {
          await client.connection.sendNotification(method, params);
        }
      }
      client.open('file:///work/b.md', SEED);
      await client.until(() => client.readiness.some(({ uri }) => uri === 'file:///work/b.md'));
      assert.equal(await client.stop(), 0);
    }
  });
});

describe('a client that knows no', () => {
  test('snippets gets plain text', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open('file:///work/design-doc.md', '## ');
    const textDocument = { uri: 'file:///work/design-doc.md' };
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

  test('document changes gets plain ones', async (t) => {
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

describe('the custom requests', () => {
  test('list the templates, with their levels and how much each requires', async (t) => {
    const { connection } = await startClient(t);
    const templates = await connection.sendRequest<TemplateInfo[]>(TEMPLATES);
    assert.deepEqual(
      templates.map(({ id, title, levels }) => [
        id,
        title,
        ...levels.map(({ name, required }) => `${name} ${required}`),
      ]),
      [['technical-design', 'Technical Design', 'experiment 2', 'prototype 8', 'production 14', 'secure 14']],
    );
  });

  test('give the text of a new document; null for an unknown template or level', async (t) => {
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

  test('edit what is open: insert a section, set the level, treat as a design document', async (t) => {
    const client = await startClient(t);
    const text = '# Parcels\r\n\r\nWords.\r\n';
    client.open(A, text);
    const edit = async (action: object) => {
      const result = await client.connection.sendRequest<EditResult>(EDIT, { uri: A, action });
      const change = result?.documentChanges?.[0] as TextDocumentEdit | undefined;
      return change && applied(text, change.edits as TextDocumentEdit['edits'] & []);
    };
    assert.equal(await edit({ kind: 'setLevel', level: 'secure' }), undefined, 'no design document yet');
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

test('code actions name the diagnostic that they mend and change the version that is open', async (t) => {
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

test('the character that opened the list decides whether there is one', async (t) => {
  const client = await startClient(t);
  client.open('file:///work/design-doc.md', 'Note:\n- Quality Level:');
  const ask = (line: number, character: number) =>
    client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: 'file:///work/design-doc.md' },
      position: { line, character },
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: ':' },
    });
  assert.equal(await ask(0, 5), null);
  assert.equal(((await ask(1, 16)) as unknown[]).length, 4);
});

function applied(text: string, edits: Parameters<typeof TextDocument.applyEdits>[1] | undefined): string {
  return TextDocument.applyEdits(TextDocument.create(A, 'markdown', 1, text), edits ?? []);
}
