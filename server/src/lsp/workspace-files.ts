import { TextDocument } from 'vscode-languageserver-textdocument';
import type { OtherFile, UnfinishedLink } from '../features/completion/links.ts';
import { changedAnchors } from '../features/navigation/heading-links.ts';
import type { Renaming } from '../features/navigation/rename.ts';
import { parseMarkdown } from '../markdown/markdown.ts';
import { FIND_MARKDOWN, type FindMarkdownResult } from '../protocol.ts';
import { decodeUri } from '../text/uri.ts';
import type { Located } from './convert.ts';
import { isMarkdown } from './documents.ts';
import { describeError } from './guard.ts';
import type { Session } from './session.ts';

/** The open Markdown files except one. */
export function openOthers({ documents }: Session, except: Located): Located[] {
  return documents.all().filter((document) => isMarkdown(document) && document.uri !== except.uri);
}

/**
 * Computes a rename in all Markdown files of the workspace. The rename is first computed with the open files, to
 * learn which anchors it changes, and then with all files that contain one of those anchors.
 */
export async function renameEverywhere<R extends Pick<Renaming<Located>, 'changes'> | undefined>(
  session: Session,
  document: Located,
  rename: (others: readonly Located[]) => R,
): Promise<R> {
  const renaming = rename(openOthers(session, document));
  const names =
    renaming?.changes.flatMap(({ source, edits }) => changedAnchors(source.markdown, edits)) ?? [];
  return names.length === 0 ? renaming : rename(await readOthers(session, document, names));
}

/**
 * All other open Markdown files, and the closed ones of the workspace that may link to one of the anchors. Closed
 * files without such a link are read but not parsed.
 */
export async function readOthers(
  session: Session,
  except: Located,
  anchors: readonly string[],
): Promise<Located[]> {
  const open = openOthers(session, except);
  const known = new Set([except, ...open].map(({ uri }) => decodeUri(uri)));
  const closed = (await findMarkdown(session)).filter((uri) => !known.has(decodeUri(uri)));
  const read = async (uri: string): Promise<Located[]> => {
    const content = await session.environments.read(uri, except.uri);
    if (content === undefined || !mayLinkTo(anchors, content)) return [];
    const text = TextDocument.create(uri, 'markdown', 0, content);
    return [{ uri, markdown: parseMarkdown(content), version: null, text }];
  };
  const found: Located[] = [];
  for (let at = 0; at < closed.length; at += BATCH_SIZE)
    found.push(...(await Promise.all(closed.slice(at, at + BATCH_SIZE).map(read))).flat());
  return [...open, ...found];
}

/** How many files are read in parallel. The limit keeps the texts of a large workspace from being in memory at once. */
const BATCH_SIZE = 64;

/**
 * The Markdown files that completion in a link needs: all files of the workspace, unread, while the path is being
 * written, or the parsed target file while its anchor is being written.
 */
export async function linkedFiles(
  session: Session,
  from: Located,
  { file }: UnfinishedLink,
): Promise<OtherFile[]> {
  if (file === undefined) return (await findMarkdown(session)).map((uri) => ({ uri }));
  const address = decodeUri(file);
  const open = session.documents.all().find(({ uri }) => decodeUri(uri) === address);
  if (open) return isMarkdown(open) ? [open] : [];
  const hasMarkdownName = /\.(?:md|markdown)$/i.test(address);
  const content = hasMarkdownName ? await session.environments.read(file, from.uri) : undefined;
  return content === undefined ? [] : [{ uri: file, markdown: parseMarkdown(content) }];
}

/** A quick test without parsing. Anchors may be percent-encoded, so text with any such escape may contain a link. */
function mayLinkTo(anchors: readonly string[], content: string): boolean {
  const text = content.toLowerCase();
  return /%[\da-f]{2}/.test(text) || anchors.some((anchor) => text.includes(`#${anchor}`));
}

async function findMarkdown({ connection, client, environments, log }: Session): Promise<readonly string[]> {
  try {
    if (!client.findsFiles) return await environments.findMarkdown();
    return await connection.sendRequest<FindMarkdownResult>(FIND_MARKDOWN);
  } catch (error) {
    log(`${FIND_MARKDOWN}: ${describeError(error)}`);
    return [];
  }
}
