import { type CodeAction, type CodeActionContext, CodeActionKind } from 'vscode-languageserver';
import type { Action } from '../features/actions/action.ts';
import { anchorsOf } from '../features/anchors.ts';
import type { Range } from '../text/range.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import type { Session } from './session.ts';
import { readOthers } from './workspace-files.ts';

export const ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorRewrite,
  'refactor.move',
  'source.fixAll.designDocs',
  'source.sortSections.designDocs',
];

/** What the server needs to know again when an action is chosen. Links in files that are not open are read then. */
interface Chosen {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
  readonly title: string;
}

/** Code actions: all are worked out from the text as it is now. */
export function answerActions(session: Session): void {
  const { connection, client, service, environments, log } = session;
  const actionsAt = (document: OpenDocument, range: Range, only: readonly string[]): Action[] =>
    [
      ...service.codeActions(document, range),
      ...(wantsSource(only) ? service.sourceActions(document) : []),
    ].filter(({ kind }) => only.length === 0 || only.some((wanted) => isKind(kind, wanted)));
  connection.onCodeAction(
    guarded('textDocument/codeAction', [], log, async ({ textDocument, range, context }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document) return [];
      const within = convert.toOffsets(document, range);
      const actions = actionsAt(document, within, context.only ?? []);
      return Promise.all(actions.map((action) => present(session, document, action, within, context)));
    }),
  );
  if (!client.resolvesActions) return;
  connection.onCodeActionResolve(
    guarded('codeAction/resolve', {} as CodeAction, log, async (item: CodeAction) => {
      const { uri, version, range, title } = item.data as Chosen;
      const document = await environments.enabled(uri);
      if (document?.version !== version) return item;
      const action = service.codeActions(document, range).find((each) => each.title === title);
      return action ? { ...item, edit: await editOf(session, document, action) } : item;
    }),
  );
}

/** Source actions are worked out for those who ask for them: for a menu, or when a file is saved. */
function wantsSource(only: readonly string[]): boolean {
  return only.some((kind) => isKind(kind, CodeActionKind.Source));
}

function isKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

async function present(
  session: Session,
  document: OpenDocument,
  action: Action,
  range: Range,
  { diagnostics }: CodeActionContext,
): Promise<CodeAction> {
  const shown = convert.toCodeAction(document, action, diagnostics);
  if (!action.renames || !session.client.resolvesActions)
    return {
      ...shown,
      edit: convert.toActionEdit([{ source: document, edits: action.edits }], action, session.client),
    };
  const { uri, version } = document;
  const data: Chosen = { uri, version, range, title: action.title };
  return { ...shown, data };
}

/** With the links that follow, in all Markdown files of the workspace. */
async function editOf(session: Session, document: OpenDocument, action: Action) {
  const { client, service } = session;
  const { renames } = action;
  if (!renames) return convert.toActionEdit([{ source: document, edits: action.edits }], action, client);
  const anchor = anchorsOf(document.markdown).find(({ heading }) => heading.start === renames.heading.start);
  const others = anchor ? await readOthers(session, document, `#${anchor.name}`) : [];
  return convert.toActionEdit(service.withLinks(document, action, others), action, client);
}
