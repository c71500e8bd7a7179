import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import type { Source } from '../service.ts';
import type { TextEdit } from '../text/range.ts';
import type { Environment } from '../workspace/environment.ts';

/** A document that the client has open, at one version; parsed when somebody first asks. */
export interface OpenDocument extends Source {
  /** Set anew when config files, templates or settings change; each version takes it over from the one before. */
  environment: Environment;
  readonly languageId: string;
  readonly text: TextDocument;
  readonly version: number;
  /** What was parsed already; `undefined` if nobody has asked yet. */
  readonly parsed: Markdown | undefined;
}

/** How vscode-languageserver's `TextDocuments` keeps our documents: each change gives a new one. */
export const openDocuments = (initial: Environment): TextDocumentsConfiguration<OpenDocument> => ({
  create(uri, languageId, version, content) {
    const text = TextDocument.create(uri, languageId, version, content);
    return openDocument(text, initial, () => parseMarkdown(content));
  },
  update(document, changes, version) {
    // A version that nobody asked about was never parsed: a burst of edits costs one parse.
    const before = document.parsed;
    const edits = changes.map((change) => applyChange(document.text, change, version));
    const edit = edits.length === 1 ? edits[0] : undefined;
    const { text, environment } = document;
    return openDocument(text, environment, () =>
      edit && before ? before.edit([edit]) : parseMarkdown(text.getText()),
    );
  },
});

/** Whether a document is Markdown, by what its editor calls it or by its name. Emacs has a language for GitHub's. */
export function isMarkdown({ languageId, uri }: Pick<OpenDocument, 'languageId' | 'uri'>): boolean {
  return languageId === 'markdown' || languageId === 'gfm' || /\.(?:md|markdown)$/i.test(uri);
}

function openDocument(text: TextDocument, environment: Environment, parse: () => Markdown): OpenDocument {
  // Once parsed, the way to parse is forgotten: it holds the version before this one.
  let content: Markdown | (() => Markdown) = parse;
  return {
    uri: text.uri,
    languageId: text.languageId,
    version: text.version,
    text,
    environment,
    get parsed() {
      return typeof content === 'function' ? undefined : content;
    },
    get markdown() {
      if (typeof content === 'function') content = content();
      return content;
    },
  };
}

/**
 * Makes one change in place and gives it in offsets of the text before. Positions beyond a line's or the text's end are
 * clamped first: TextDocument's own count of lines is wrong behind them.
 */
function applyChange(text: TextDocument, change: TextDocumentContentChangeEvent, version: number): TextEdit {
  const isWhole = !('range' in change);
  const start = isWhole ? 0 : text.offsetAt(change.range.start);
  const end = isWhole ? text.getText().length : Math.max(start, text.offsetAt(change.range.end));
  const range = { start: text.positionAt(start), end: text.positionAt(end) };
  TextDocument.update(text, [isWhole ? change : { range, text: change.text }], version);
  return { start, end, newText: change.text };
}
