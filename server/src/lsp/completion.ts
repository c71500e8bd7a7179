import type { CompletionItem, ServerCapabilities } from 'vscode-languageserver';
import { type Completion, TRIGGER_CHARACTERS } from '../features/completion/entry.ts';
import { LINK_TRIGGER } from '../features/completion/links.ts';
import { completionsAt, describeEntry, navigationOver } from '../service/answers.ts';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { describeError, guarded } from './guard.ts';
import type { Session } from './session.ts';
import { linkedFiles } from './workspace-files.ts';

/**
 * There are no commit characters. They would accept an item while the user goes on typing, and after a heading, a
 * path, or a rule name the user may want to type `.`, `(`, or a space.
 */
export function completionCapabilities(client: Client): ServerCapabilities {
  return {
    completionProvider: {
      triggerCharacters: [...TRIGGER_CHARACTERS, ...(completesLinks(client) ? [LINK_TRIGGER] : [])],
      ...(client.resolvesDocumentation && { resolveProvider: true }),
    },
  };
}

/** Registers the handlers for the completion list and for the documentation of its items. */
export function registerCompletion(session: Session): void {
  const { connection, client, service, environments, log } = session;
  connection.onCompletion(
    guarded('textDocument/completion', null, log, async ({ textDocument, position, context }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document) return null;
      const offset = convert.toOffset(document, position);
      const links = completesLinks(client) ? await completeLinks(session, document, offset) : undefined;
      const trigger = context?.triggerCharacter;
      const items =
        links ?? (trigger === LINK_TRIGGER ? [] : completionsAt(service, document, offset, trigger));
      return items.length > 0 ? items.map((item, index) => toItem(document, item, index)) : null;
    }),
  );
  const toItem = (document: OpenDocument, completion: Completion, index: number): CompletionItem => {
    const item = convert.toCompletionItem(document, completion, index, client);
    const { documentation } = completion;
    if (typeof documentation === 'string') return { ...item, ...convert.toDocumentation(documentation) };
    if (client.resolvesDocumentation) return { ...item, data: { uri: document.uri, ...documentation } };
    return { ...item, ...convert.toDocumentation(describeEntry(service.analyze(document), documentation)) };
  };
  connection.onCompletionResolve(async (item) => {
    const { uri, kind, id } = (item.data ?? {}) as Record<string, unknown>;
    if (typeof uri !== 'string' || typeof id !== 'string') return item;
    if (kind !== 'section' && kind !== 'level' && kind !== 'rule') return item;
    try {
      const document = await environments.enabled(uri);
      return document
        ? { ...item, ...convert.toDocumentation(describeEntry(service.analyze(document), { kind, id })) }
        : item;
    } catch (error) {
      log(`completionItem/resolve failed: ${describeError(error)}`);
      return item;
    }
  });
}

/** The completion list inside a link. `undefined` if the offset is not inside a link. */
async function completeLinks(
  session: Session,
  document: OpenDocument,
  offset: number,
): Promise<readonly Completion[] | undefined> {
  const navigation = navigationOver(session.service, session.documents.all());
  const link = navigation.linkAt(document, offset);
  if (!link) return undefined;
  return navigation.completeLinks(document, offset, await linkedFiles(session, document, link)) ?? [];
}

function completesLinks(client: Client): boolean {
  return !client.provides('anchorCompletion');
}
