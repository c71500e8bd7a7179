// What ours is measured beside: servers on the same packages that do next to nothing. As plain JavaScript, since Node
// takes longer to start with anything else. `null` answers each edit with one finding, the same each time: the least
// that any server on these packages costs. `naive` first parses the whole document with markdown-it.
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

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: {},
    documentSymbolProvider: true,
  },
}));
documents.onDidChangeContent(({ document }) => {
  const { uri, version } = document;
  const seen = new Set();
  const diagnostics = [{ range: rangeOf(0), message: 'constant' }];
  for (const { name, line } of headings(document.getText())) {
    if (seen.has(name)) diagnostics.push({ range: rangeOf(line), message: 'duplicate heading' });
    seen.add(name);
  }
  connection.sendDiagnostics({ uri, version, diagnostics });
});
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
