import type { CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import type { Action, ActionKind } from '../features/actions/action.ts';
import type { Range } from '../text/range.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import type { Session } from './session.ts';
import { CodeActionKind } from './wire.ts';
import { openOthers, renameEverywhere } from './workspace-files.ts';

const FIX_ALL = 'source.fixAll.designDocs';
const SORT = 'source.sortSections.designDocs';
const PLACE_KINDS = ['quickfix', 'refactor.rewrite', 'refactor.move'] as const;

export const ACTION_KINDS: readonly ActionKind[] = [...PLACE_KINDS, FIX_ALL, SORT];

/** What the server needs to know again when an action is chosen. Links in files that are not open are read then. */
interface Chosen {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
}

/** Code actions: all are worked out from the text as it is now. */
export function answerActions(session: Session): void {
  const { connection, client, service, environments, log } = session;
  connection.onCodeAction(
    guarded('textDocument/codeAction', [], log, async ({ textDocument, range, context }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document) return [];
      const within = convert.toOffsets(document, range);
      const actions = wantedActions(session, document, within, context.only ?? []);
      return actions.map((action) => present(session, document, action, within, context));
    }),
  );
  if (!client.resolvesActions) return;
  connection.onCodeActionResolve(
    guarded('codeAction/resolve', {} as CodeAction, log, async (item: CodeAction) => {
      const chosen = item.data as Chosen | undefined;
      const document = chosen && (await environments.enabled(chosen.uri));
      if (document?.version !== chosen?.version) return item;
      const action =
        document &&
        service
          .codeActions(document, chosen.range)
          .find(({ title, renames }) => renames && title === item.title);
      return action ? { ...item, edit: await withAllLinks(session, document, action) } : item;
    }),
  );
}

/** Source actions are for those who ask for them by their kind: a menu, or an editor that saves. */
function wantedActions(
  { service }: Session,
  document: OpenDocument,
  within: Range,
  only: readonly string[],
): Action[] {
  const wants = (kind: ActionKind): boolean =>
    only.length === 0 ? !isKind(kind, CodeActionKind.Source) : only.some((wanted) => isKind(kind, wanted));
  const isAtPlace = PLACE_KINDS.some(wants);
  return [
    ...(isAtPlace ? service.codeActions(document, within).filter(({ kind }) => wants(kind)) : []),
    ...(wants(FIX_ALL) ? service.fixAll(document) : []),
    ...(wants(SORT) ? service.sortSections(document) : []),
  ];
}

function isKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function present(
  session: Session,
  document: OpenDocument,
  action: Action,
  range: Range,
  { diagnostics }: CodeActionContext,
): CodeAction {
  const { client, service } = session;
  const shown = convert.toCodeAction(document, action, diagnostics);
  const { uri, version } = document;
  if (action.renames && client.resolvesActions)
    return { ...shown, data: { uri, version, range } satisfies Chosen };
  const changes = service.withLinks(document, action, openOthers(session, document));
  return { ...shown, edit: convert.toActionEdit(changes, action, client) };
}

/** With the links that follow, in all Markdown files of the workspace. */
async function withAllLinks(
  session: Session,
  document: OpenDocument,
  action: Action,
): Promise<WorkspaceEdit> {
  const { changes } = await renameEverywhere(session, document, (others) => ({
    changes: session.service.withLinks<convert.Located>(document, action, others),
  }));
  return convert.toActionEdit(changes, action, session.client);
}
