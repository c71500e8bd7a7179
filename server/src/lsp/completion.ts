import type { CompletionItem, ServerCapabilities } from 'vscode-languageserver';
import { type Completion, TRIGGER_CHARACTERS } from '../features/completion/entry.ts';
import { LINK_TRIGGER } from '../features/completion/links.ts';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { describeError, guarded } from './guard.ts';
import type { Session } from './session.ts';
import { linkedFiles } from './workspace-files.ts';

/**
 * There are no commit characters: they accept an entry as a word is typed on, and `.`, `(` or a space behind a heading,
 * a path or a rule's name are what an author may well mean to type.
 */
export function completionCapabilities(client: Client): ServerCapabilities {
  return {
    completionProvider: {
      triggerCharacters: [...TRIGGER_CHARACTERS, ...(completesLinks(client) ? [LINK_TRIGGER] : [])],
      ...(client.resolvesDocumentation && { resolveProvider: true }),
    },
  };
}

/** The list, and what an entry of it is about once the author looks at it. */
export function answerCompletion(session: Session): void {
  const { connection, client, service, environments, log } = session;
  connection.onCompletion(
    guarded('textDocument/completion', null, log, async ({ textDocument, position, context }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document) return null;
      const offset = convert.toOffset(document, position);
      const links = completesLinks(client) ? await completeLinks(session, document, offset) : undefined;
      const trigger = context?.triggerCharacter;
      const items = links ?? (trigger === LINK_TRIGGER ? [] : service.complete(document, offset, trigger));
      return items.length > 0 ? items.map((item, index) => toItem(document, item, index)) : null;
    }),
  );
  const toItem = (document: OpenDocument, completion: Completion, index: number): CompletionItem => {
    const item = convert.toCompletionItem(document, completion, index, client);
    const { documentation: about } = completion;
    if (typeof about === 'string') return { ...item, ...convert.toDocumentation(about) };
    if (client.resolvesDocumentation) return { ...item, data: { uri: document.uri, ...about } };
    return { ...item, ...convert.toDocumentation(service.describe(document, about)) };
  };
  connection.onCompletionResolve(async (item) => {
    const { uri, kind, id } = (item.data ?? {}) as Record<string, unknown>;
    if (typeof uri !== 'string' || typeof id !== 'string') return item;
    if (kind !== 'section' && kind !== 'level' && kind !== 'rule') return item;
    try {
      const document = await environments.enabled(uri);
      return document
        ? { ...item, ...convert.toDocumentation(service.describe(document, { kind, id })) }
        : item;
    } catch (error) {
      log(`completionItem/resolve failed: ${describeError(error)}`);
      return item;
    }
  });
}

/** The list inside a link, which is none of the service's; `undefined` where no link is being written. */
async function completeLinks(
  session: Session,
  document: OpenDocument,
  offset: number,
): Promise<readonly Completion[] | undefined> {
  const navigation = session.service.navigation(session.documents.all());
  const link = navigation.linkAt(document, offset);
  if (!link) return undefined;
  return navigation.completeLinks(document, offset, await linkedFiles(session, document, link)) ?? [];
}

function completesLinks(client: Client): boolean {
  return !client.provides('anchorCompletion');
}
