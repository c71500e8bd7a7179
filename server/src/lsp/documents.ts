import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import type { Source } from '../service/service.ts';
import type { TextEdit } from '../text/range.ts';
import type { Environment } from '../workspace/environment.ts';
import { type EditedText, textDocument } from './text-document.ts';

/** One version of a document that the client has open. It is parsed on first access to `markdown`. */
export interface OpenDocument extends Source {
  /** Replaced when config files, templates, or settings change. A new version takes over the last environment. */
  environment: Environment;
  readonly languageId: string;
  readonly text: EditedText;
  readonly version: number;
  /** The newest parse of this or an earlier version, and what has changed since; `undefined` if there is none. */
  readonly parsed: Parsed | undefined;
}

interface Parsed {
  readonly markdown: Markdown;
  /** The change from the text of `markdown` to this version; `undefined` if the texts are the same. */
  readonly since: Change | undefined;
}

/** The old text from `start` to `before` was replaced by the new text from `start` to `after`. */
interface Change {
  readonly start: number;
  readonly before: number;
  readonly after: number;
}

/** The configuration of vscode-languageserver's `TextDocuments`. Each change creates a new `OpenDocument`. */
export const openDocuments = (initial: Environment): TextDocumentsConfiguration<OpenDocument> => ({
  create: (uri, languageId, version, content) =>
    openDocument(textDocument({ uri, languageId }, version, content), initial, undefined),
  update(document, changes, version) {
    let { text, parsed } = document;
    for (const change of changes) {
      const edit = editOf(text, change);
      text = text.edited(edit, version);
      parsed = parsed && { ...parsed, since: mergeEdit(parsed.since, edit) };
    }
    return openDocument(text, document.environment, parsed);
  },
});

/** Whether a document is Markdown, by its language or file name. Emacs has the language `gfm` for GitHub's Markdown. */
export function isMarkdown({ languageId, uri }: Pick<OpenDocument, 'languageId' | 'uri'>): boolean {
  return languageId === 'markdown' || languageId === 'gfm' || /\.(?:md|markdown)$/i.test(uri);
}

function openDocument(
  text: EditedText,
  environment: Environment,
  previous: Parsed | undefined,
): OpenDocument {
  let parsed = previous;
  const { uri, languageId, version } = text;
  return {
    ...{ uri, languageId, version, text, environment },
    get parsed() {
      return parsed;
    },
    get markdown() {
      // Versions that nobody reads are never parsed, so a burst of edits costs one incremental parse.
      const markdown = parsed ? reparse(parsed, text) : parseMarkdown(text.getText());
      if (parsed?.markdown !== markdown) parsed = { markdown, since: undefined };
      return markdown;
    },
  };
}

/** Parses only what has changed since the last parse. */
function reparse({ markdown, since }: Parsed, text: EditedText): Markdown {
  if (!since) return markdown;
  const { start, before, after } = since;
  return markdown.edit([{ start, end: before, newText: text.slice({ start, end: after }) }]);
}

/** An LSP change in offsets of the text before it. If the end of its range is before the start, they are swapped. */
function editOf(text: EditedText, change: TextDocumentContentChangeEvent): TextEdit {
  if (!('range' in change)) return { start: 0, end: text.length, newText: change.text };
  const ends = [text.offsetAt(change.range.start), text.offsetAt(change.range.end)];
  return { start: Math.min(...ends), end: Math.max(...ends), newText: change.text };
}

/** The change that has the effect of `change` followed by an edit. */
function mergeEdit(change: Change | undefined, { start, end, newText }: TextEdit): Change {
  if (!change) return { start, before: end, after: start + newText.length };
  const beyond = Math.max(0, end - change.after);
  return {
    start: Math.min(change.start, start),
    before: change.before + beyond,
    after: change.after + beyond - (end - start) + newText.length,
  };
}
