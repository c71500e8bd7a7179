import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { OpenDocument } from './text.ts';
import { textOf } from './text.ts';

/** Answers to the requests that a server sends to its editor in addition to the protocol's, by method. */
export type HostRequests = Readonly<Record<string, (params: HostParams) => unknown>>;

export interface HostParams {
  readonly uri: string;
  readonly text?: string;
}

/**
 * The editor's side of VS Code's Markdown server, which requests markdown-it's tokens and files from its editor. Like VS Code,
 * it caches the tokens of each version. The time that this takes is part of that server's times.
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
