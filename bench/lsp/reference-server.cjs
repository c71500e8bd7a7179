// The servers that ours is compared with. They use the same packages as our server and do almost nothing. `null` answers each
// edit with the same diagnostic each time, which is the least that a server on these packages costs. `naive` also parses the
// whole document with markdown-it. A client that asks for readiness notifications, as the VS Code extension does, pulls the
// diagnostics, and gets an empty notification whenever our server would send one, no inlay hints, and no code actions. Other
// clients get published diagnostics. This is plain JavaScript because Node starts slower with anything else.
const {
  createConnection,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} = require('vscode-languageserver/node');
const { TextDocument } = require('vscode-languageserver-textdocument');

const isNaive = process.argv.includes('naive');
const parser = isNaive ? new (require('markdown-it'))({ html: true }) : undefined;
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
let isVscode = false;
/** @type {Map<string, number>} The number of lines of each document when its readiness was sent. */
const lineCounts = new Map();
/** @type {Map<string, { resultId: string, list: string }>} The diagnostics that were pulled last. */
const pulled = new Map();

connection.onInitialize(({ initializationOptions }) => {
  isVscode = initializationOptions?.readiness === true;
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      completionProvider: {},
      documentSymbolProvider: true,
      ...(isVscode && {
        diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
        inlayHintProvider: true,
        codeActionProvider: true,
      }),
    },
  };
});
documents.onDidChangeContent(({ document }) => {
  const { uri, version, lineCount } = document;
  if (!isVscode) {
    connection.sendDiagnostics({ uri, version, diagnostics: diagnosticsOf(document) });
  } else if (lineCounts.get(uri) !== lineCount) {
    // Our server sends the readiness when it has changed. In the benchmark, it changes when sections move to other lines.
    lineCounts.set(uri, lineCount);
    connection.sendNotification('designDocs/readiness', {
      uri,
      version,
      kind: 'none',
      phases: [],
      anyPhase: [],
    });
  }
});
connection.languages.diagnostics.on(({ textDocument: { uri }, previousResultId }) => {
  const document = documents.get(uri);
  const items = document ? diagnosticsOf(document) : [];
  const list = JSON.stringify(items);
  const last = pulled.get(uri);
  if (last?.list === list && last.resultId === previousResultId)
    return { kind: 'unchanged', resultId: previousResultId };
  const resultId = String(Number(last?.resultId ?? 0) + 1);
  pulled.set(uri, { resultId, list });
  return { kind: 'full', resultId, items };
});
connection.languages.inlayHint.on(() => []);
connection.onCodeAction(() => []);
connection.onCompletion(() => []);
connection.onDocumentSymbol(({ textDocument: { uri } }) =>
  headings(documents.get(uri)?.getText() ?? '').map(({ name, line }) => ({
    name,
    kind: 15,
    range: rangeOf(line),
    selectionRange: rangeOf(line),
  })),
);
documents.listen(connection);
connection.listen();

/** @param {import('vscode-languageserver-textdocument').TextDocument} document */
function diagnosticsOf(document) {
  const seen = new Set();
  const diagnostics = [{ range: rangeOf(0), message: 'constant' }];
  for (const { name, line } of headings(document.getText())) {
    if (seen.has(name)) diagnostics.push({ range: rangeOf(line), message: 'duplicate heading' });
    seen.add(name);
  }
  return diagnostics;
}

/**
 * @param {string} text
 * @returns {{ name: string, line: number }[]}
 */
function headings(text) {
  const tokens = parser?.parse(text, {}) ?? [];
  return tokens.flatMap(({ type, map }, index) =>
    type === 'heading_open' ? [{ name: tokens[index + 1]?.content ?? '', line: map?.[0] ?? 0 }] : [],
  );
}

/** @param {number} line */
function rangeOf(line) {
  return { start: { line, character: 0 }, end: { line, character: 1 } };
}
