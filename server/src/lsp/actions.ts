import type { CodeAction, CodeActionContext, WorkspaceEdit } from 'vscode-languageserver';
import type { Action, ActionKind } from '../features/actions/action.ts';
import { sortAll } from '../features/actions/sort-sections.ts';
import { codeActions, fixAllAction, ofDocument, withLinks } from '../service/answers.ts';
import type { Range } from '../text/range.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import type { Session } from './session.ts';
import { CodeActionKind } from './wire.ts';
import { openOthers, renameEverywhere } from './workspace-files.ts';

const FIX_ALL = 'source.fixAll.designDocs';
const SORT = 'source.sortSections.designDocs';
/** The kinds of actions that depend on the requested range. */
const RANGE_KINDS = ['quickfix', 'refactor.rewrite', 'refactor.move'] as const;

export const ACTION_KINDS: readonly ActionKind[] = [...RANGE_KINDS, FIX_ALL, SORT];

/**
 * The data of an action that is resolved when the user chooses it. Only then does the server read the files that are
 * not open, to update the links in them.
 */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  /** The requested range, in offsets of that version. */
  readonly range: Range;
}

/** Registers the handlers for code actions. */
export function registerActions(session: Session): void {
  const { connection, client, service, environments, log } = session;
  connection.onCodeAction(
    guarded('textDocument/codeAction', [], log, async ({ textDocument, range, context }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document) return [];
      const within = convert.toOffsets(document, range);
      const actions = wantedActions(session, document, within, context.only ?? []);
      return actions.map((action) => toCodeAction(session, document, action, within, context));
    }),
  );
  if (!client.resolvesActions) return;
  connection.onCodeActionResolve(
    guarded('codeAction/resolve', {} as CodeAction, log, async (item: CodeAction) => {
      const data = item.data as ActionData | undefined;
      const document = data && (await environments.enabled(data.uri));
      if (document?.version !== data?.version) return item;
      const action =
        document &&
        codeActions(service.analyze(document), data.range).find(
          ({ title, renames }) => renames && title === item.title,
        );
      return action ? { ...item, edit: await withAllLinks(session, document, action) } : item;
    }),
  );
}

/** Source actions are returned only if the client asks for their kind, as it does for a menu or on save. */
function wantedActions(
  { service }: Session,
  document: OpenDocument,
  within: Range,
  only: readonly string[],
): Action[] {
  const isWanted = (kind: ActionKind): boolean =>
    only.length === 0 ? !isKind(kind, CodeActionKind.Source) : only.some((wanted) => isKind(kind, wanted));
  return [
    ...(RANGE_KINDS.some(isWanted)
      ? codeActions(service.analyze(document), within).filter(({ kind }) => isWanted(kind))
      : []),
    ...(isWanted(FIX_ALL) ? fixAllAction(service, document) : []),
    ...(isWanted(SORT) ? ofDocument(service.analyze(document), sortAll, []) : []),
  ];
}

function isKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function toCodeAction(
  session: Session,
  document: OpenDocument,
  action: Action,
  range: Range,
  { diagnostics }: CodeActionContext,
): CodeAction {
  const { client } = session;
  const codeAction = convert.toCodeAction(document, action, diagnostics);
  const { uri, version } = document;
  if (action.renames && client.resolvesActions)
    return { ...codeAction, data: { uri, version, range } satisfies ActionData };
  const changes = withLinks(document, action, openOthers(session, document));
  return { ...codeAction, edit: convert.toActionEdit(changes, action, client) };
}

/** The edit of an action that renames a heading, with the links to it in all Markdown files of the workspace. */
async function withAllLinks(
  session: Session,
  document: OpenDocument,
  action: Action,
): Promise<WorkspaceEdit> {
  const { changes } = await renameEverywhere(session, document, (others) => ({
    changes: withLinks<convert.Located>(document, action, others),
  }));
  return convert.toActionEdit(changes, action, session.client);
}
