import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { OpenDocument } from './text.ts';
import { textOf } from './text.ts';

/** What a server asks its editor for besides the protocol. */
export type HostRequests = Readonly<Record<string, (params: HostParams) => unknown>>;

export interface HostParams {
  readonly uri: string;
  readonly text?: string;
}

/**
 * The editor's part of VS Code's Markdown server, which asks it for markdown-it's tokens and for files. As VS Code does,
 * it keeps the tokens of a version. What this takes is part of what that server takes.
 */
export function markdownHost(documents: ReadonlyMap<string, OpenDocument>, folder: string): HostRequests {
  const parser = new MarkdownIt({ html: true });
  const parsed = new Map<string, { readonly version: number; readonly tokens: unknown }>();
  const tokensOf = (document: OpenDocument): unknown => {
    const known = parsed.get(document.uri);
    if (known?.version === document.version) return known.tokens;
    const tokens = parser.parse(textOf(document), {});
    parsed.set(document.uri, { version: document.version, tokens });
    return tokens;
  };
  return {
    'markdown/parse': ({ uri, text }) => {
      const document = documents.get(uri);
      if (text === undefined && document) return tokensOf(document);
      return parser.parse(text ?? readFileSync(fileURLToPath(uri), 'utf8'), {});
    },
    'markdown/fs/readFile': ({ uri }) => [...readFileSync(fileURLToPath(uri))],
    'markdown/fs/readDirectory': ({ uri }) =>
      readdirSync(fileURLToPath(uri), { withFileTypes: true }).map((entry) => [
        entry.name,
        { isDirectory: entry.isDirectory() },
      ]),
    'markdown/fs/stat': ({ uri }) => {
      const stat = statSync(fileURLToPath(uri), { throwIfNoEntry: false });
      return stat && { isDirectory: stat.isDirectory() };
    },
    'markdown/findMarkdownFilesInWorkspace': () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .map((name) => pathToFileURL(`${folder}/${name}`).href),
  };
}
