import type { TextDocumentContentChangeEvent, TextDocumentsConfiguration } from 'vscode-languageserver';
import { type Markdown, parseMarkdown } from '../markdown/markdown.ts';
import type { Source } from '../service.ts';
import type { TextEdit } from '../text/range.ts';
import type { Environment } from '../workspace/environment.ts';
import { type EditedText, textDocument } from './text-document.ts';

/** A document that the client has open, at one version; parsed when somebody first asks. */
export interface OpenDocument extends Source {
  /** Set anew when config files, templates or settings change; each version takes it over from the one before. */
  environment: Environment;
  readonly languageId: string;
  readonly text: EditedText;
  readonly version: number;
  /** The newest parse of it or of a version before, and what has changed since; `undefined` if there is none. */
  readonly parsed: Parsed | undefined;
}

interface Parsed {
  readonly markdown: Markdown;
  readonly since: Change | undefined;
}

/** What stood between `start` and `before` is now what stands between `start` and `after`. */
interface Change {
  readonly start: number;
  readonly before: number;
  readonly after: number;
}

/** How vscode-languageserver's `TextDocuments` keeps our documents: each change gives a new one. */
export const openDocuments = (initial: Environment): TextDocumentsConfiguration<OpenDocument> => ({
  create: (uri, languageId, version, content) =>
    openDocument(textDocument({ uri, languageId }, version, content), initial, undefined),
  update(document, changes, version) {
    let { text, parsed } = document;
    for (const change of changes) {
      const edit = editOf(text, change);
      text = text.edited(edit, version);
      parsed = parsed && { ...parsed, since: joined(parsed.since, edit) };
    }
    return openDocument(text, document.environment, parsed);
  },
});

/** Whether a document is Markdown, by what its editor calls it or by its name. Emacs has a language for GitHub's. */
export function isMarkdown({ languageId, uri }: Pick<OpenDocument, 'languageId' | 'uri'>): boolean {
  return languageId === 'markdown' || languageId === 'gfm' || /\.(?:md|markdown)$/i.test(uri);
}

function openDocument(text: EditedText, environment: Environment, before: Parsed | undefined): OpenDocument {
  let parsed = before;
  const { uri, languageId, version } = text;
  return {
    ...{ uri, languageId, version, text, environment },
    get parsed() {
      return parsed;
    },
    get markdown() {
      // A version that nobody asks about is never parsed: a burst of edits costs one parse of what they touch.
      const markdown = parsed ? broughtUp(parsed, text) : parseMarkdown(text.getText());
      if (parsed?.markdown !== markdown) parsed = { markdown, since: undefined };
      return markdown;
    },
  };
}

function broughtUp({ markdown, since }: Parsed, text: EditedText): Markdown {
  if (!since) return markdown;
  const { start, before, after } = since;
  return markdown.edit([{ start, end: before, newText: text.slice({ start, end: after }) }]);
}

/** A change in offsets of the text before it. Of a range that ends before it begins both ends count, as in VS Code. */
function editOf(text: EditedText, change: TextDocumentContentChangeEvent): TextEdit {
  if (!('range' in change)) return { start: 0, end: text.length, newText: change.text };
  const ends = [text.offsetAt(change.range.start), text.offsetAt(change.range.end)];
  return { start: Math.min(...ends), end: Math.max(...ends), newText: change.text };
}

/** One change that has done what another has and then an edit. */
function joined(change: Change | undefined, { start, end, newText }: TextEdit): Change {
  if (!change) return { start, before: end, after: start + newText.length };
  const beyond = Math.max(0, end - change.after);
  return {
    start: Math.min(change.start, start),
    before: change.before + beyond,
    after: change.after + beyond - (end - start) + newText.length,
  };
}
