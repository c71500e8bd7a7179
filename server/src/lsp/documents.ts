import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import type { Source } from '../service.ts';
import type { TextEdit } from '../text/range.ts';

/** A document that the client has open, at its newest version; parsed when somebody first asks. */
export interface OpenDocument extends Source {
  readonly languageId: string;
  readonly text: TextDocument;
  readonly version: number;
}

/** How vscode-languageserver's `TextDocuments` keeps our documents: each change gives a new, immutable one. */
export const OPEN_DOCUMENTS: TextDocumentsConfiguration<OpenDocument> = {
  create(uri, languageId, version, content) {
    return openDocument(TextDocument.create(uri, languageId, version, content), () => parseMarkdown(content));
  },
  update(document, changes, version) {
    const edits = changes.length === 1 ? changes.map((change) => editOf(document.text, change)) : [];
    const before = document.markdown;
    const text = TextDocument.update(document.text, changes, version);
    const [edit] = edits;
    return openDocument(text, () => (edit ? before.edit([edit]) : parseMarkdown(text.getText())));
  },
};

function openDocument(text: TextDocument, parse: () => Markdown): OpenDocument {
  let markdown: Markdown | undefined;
  return {
    uri: text.uri,
    languageId: text.languageId,
    version: text.version,
    text,
    get markdown() {
      markdown ??= parse();
      return markdown;
    },
  };
}

/** The edit in offsets of the text before the change; positions beyond a line's or the text's end are clamped. */
function editOf(text: TextDocument, change: TextDocumentContentChangeEvent): TextEdit {
  if (!('range' in change)) return { start: 0, end: text.getText().length, newText: change.text };
  const start = text.offsetAt(change.range.start);
  return { start, end: Math.max(start, text.offsetAt(change.range.end)), newText: change.text };
}
