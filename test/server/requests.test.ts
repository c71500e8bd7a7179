import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  CancellationTokenSource,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  InlayHintRequest,
  LSPErrorCodes,
  type ResponseError,
  SelectionRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import { EDIT, SKELETON } from '../../server/src/protocol.ts';
import { SEED } from '../support/engine.ts';
import { type Client, PULL, PUSH, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';
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
    codeLens: connection.sendRequest(CodeLensRequest.type, { textDocument }),
    semanticTokens: connection.sendRequest(SemanticTokensRequest.type, { textDocument }),
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
  codeLens: [],
  semanticTokens: { data: [] },
  diagnostic: { kind: 'full', items: [] },
  edit: null,
};

describe('capabilities', () => {
  test('for an editor without Markdown support', async (t) => {
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
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: [
        'quickfix',
        'refactor.rewrite',
        'refactor.move',
        'source.fixAll.designDocs',
        'source.sortSections.designDocs',
      ],
    });
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

  test('for an editor that provides symbols, folding, and selection itself', async (t) => {
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

  test('for a client with invalid options equal those for a client without options', async (t) => {
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
    const client = await startClient(t, { settings: { codeLens: true } });
    assert.deepEqual(await answers(askAll(client, A)), EMPTY);
    client.open(A, SEED);
    const open = await answers(askAll(client, A));
    for (const [name, empty] of Object.entries(EMPTY))
      if (name !== 'hover' && name !== 'completion') assert.notDeepEqual(open[name], empty, name);
    client.close(A);
    assert.deepEqual(await answers(askAll(client, A)), EMPTY);
    assert.deepEqual(client.logged, []);
  });

  test('gets empty answers even if it is closed while the requests are waiting', async (t) => {
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

test('a file that is not a design document gets only editor features', async (t) => {
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

test('overlapping requests get the same answers as separate ones', async (t) => {
  const client = await startClient(t);
  client.open(A, SEED);
  const alone = await answers(askAll(client, A));
  let asked: Record<string, Promise<unknown>>[] = [];
  client.inOneWrite(() => {
    asked = Array.from({ length: 20 }, () => askAll(client, A));
  });
  for (const each of asked) assert.deepEqual(await answers(each), alone);
});

describe('a canceled request', () => {
  test('is answered as canceled, never with an empty result', async (t) => {
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
    assert.deepEqual(client.logged, [], 'a canceled request is not logged as a failure');
  });

  test('does not affect other requests', async (t) => {
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

  test('requests get an empty answer or an error, and the server continues', async (t) => {
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

  test('notifications are ignored, and the server continues', async (t) => {
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
      client.open('file:///home/b.md', SEED);
      await client.until(() => client.readiness.some(({ uri }) => uri === 'file:///home/b.md'));
      assert.equal(await client.stop(), 0);
    }
  });
});
