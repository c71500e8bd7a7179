import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LinkPlace, OtherFile } from '../features/completion/links.ts';
import { changedAnchors } from '../features/navigation/heading-links.ts';
import type { Renaming } from '../features/navigation/rename.ts';
import { parseMarkdown } from '../markdown/markdown.ts';
import { FIND_MARKDOWN, type FindMarkdownResult } from '../protocol.ts';
import { decodeUri } from '../text/uri.ts';
import type { Located } from './convert.ts';
import { isMarkdown } from './documents.ts';
import { describeError } from './guard.ts';
import type { Session } from './session.ts';

/** Finds the Markdown files under folders, given as URIs; none where the server has no disk. */
export type FindMarkdown = (folders: readonly string[]) => Promise<readonly string[]>;

/** The other Markdown files that are open. */
export function openOthers({ documents }: Session, but: Located): Located[] {
  return documents.all().filter((document) => isMarkdown(document) && document.uri !== but.uri);
}

/**
 * Works out a rename once with the files that are open, to learn which anchors it changes, and then with all files of
 * the workspace that hold one of those.
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
 * The other Markdown files of the workspace, open or not, that hold one of some anchors. The rest is read, but not
 * parsed.
 */
export async function readOthers(
  session: Session,
  but: Located,
  anchors: readonly string[],
): Promise<Located[]> {
  const open = openOthers(session, but);
  const known = new Set([but, ...open].map(({ uri }) => decodeUri(uri)));
  const closed = (await findMarkdown(session)).filter((uri) => !known.has(decodeUri(uri)));
  const read = async (uri: string): Promise<Located[]> => {
    const content = await session.environments.read(uri, but.uri);
    if (content === undefined || !mayHold(content, anchors)) return [];
    const text = TextDocument.create(uri, 'markdown', 0, content);
    return [{ uri, markdown: parseMarkdown(content), version: null, text }];
  };
  const found: Located[] = [];
  for (let at = 0; at < closed.length; at += READ_AT_ONCE)
    found.push(...(await Promise.all(closed.slice(at, at + READ_AT_ONCE).map(read))).flat());
  return [...open, ...found];
}

/** Enough that no disk waits, and few enough that the texts of a large workspace are never held all at once. */
const READ_AT_ONCE = 64;

/** The Markdown files that a link can lead to, unread; or, parsed, the one whose headings are wanted. */
export async function linkedFiles(
  session: Session,
  from: Located,
  { file }: LinkPlace,
): Promise<OtherFile[]> {
  if (file === undefined) return (await findMarkdown(session)).map((uri) => ({ uri }));
  const address = decodeUri(file);
  const open = session.documents.all().find(({ uri }) => decodeUri(uri) === address);
  if (open) return isMarkdown(open) ? [open] : [];
  const isNamedSo = /\.(?:md|markdown)$/i.test(address);
  const content = isNamedSo ? await session.environments.read(file, from.uri) : undefined;
  return content === undefined ? [] : [{ uri: file, markdown: parseMarkdown(content) }];
}

/** An anchor may stand there percent-encoded. */
function mayHold(content: string, anchors: readonly string[]): boolean {
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
