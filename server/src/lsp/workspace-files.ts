import { TextDocument } from 'vscode-languageserver-textdocument';
import { parseMarkdown } from '../markdown/markdown.ts';
import { FIND_MARKDOWN, type FindMarkdownResult } from '../protocol.ts';
import { decodeUri } from '../text/uri.ts';
import type { Located } from './convert.ts';
import { describeError } from './guard.ts';
import type { Session } from './session.ts';

/** Finds the Markdown files under folders, given as URIs; none where the server has no disk. */
export type FindMarkdown = (folders: readonly string[]) => Promise<readonly string[]>;

/**
 * The other Markdown files of the workspace that hold a text, open or not, such as those that may link to an anchor.
 * Only these are parsed.
 */
export async function readOthers(session: Session, but: Located, text: string): Promise<Located[]> {
  const { documents, environments } = session;
  const open = documents.all().filter(({ languageId }) => languageId === 'markdown');
  const known = new Set(open.map(({ uri }) => decodeUri(uri)));
  const closed = (await findMarkdown(session)).filter((uri) => !known.has(decodeUri(uri)));
  const read = await Promise.all(closed.map(async (uri) => ({ uri, content: await environments.read(uri) })));
  const wanted = text.toLowerCase();
  return [
    ...open.filter((each) => each.uri !== but.uri && mayHold(each.text.getText(), wanted)),
    ...read.flatMap(({ uri, content }): Located[] => {
      if (content === undefined || !mayHold(content, wanted)) return [];
      const markdown = parseMarkdown(content);
      return [{ uri, markdown, version: null, text: TextDocument.create(uri, 'markdown', 0, content) }];
    }),
  ];
}

/** An anchor may stand there percent-encoded. */
function mayHold(content: string, wanted: string): boolean {
  return decodeUri(content).toLowerCase().includes(wanted) || content.includes('%');
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
