import { l10n, type Uri, type WorkspaceEdit, window, workspace } from 'vscode';
import type { EditAction } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** Requests the edit for an action from the server and applies it. Returns whether the document was changed. */
export async function applyAction(server: Server, uri: Uri, action: EditAction): Promise<boolean> {
  const edit = await editFor(server, uri, action);
  return edit !== undefined && workspace.applyEdit(edit);
}

/** Like `applyAction`, but tells the user if the server has no edit. For actions that should change something. */
export async function applyOrNotify(server: Server, uri: Uri, action: EditAction): Promise<boolean> {
  const edit = await editFor(server, uri, action);
  if (edit) return workspace.applyEdit(edit);
  window.showInformationMessage(
    l10n.t('This edit would change the meaning of other text. Is there an unclosed code block or comment?'),
  );
  return false;
}

async function editFor(server: Server, uri: Uri, action: EditAction): Promise<WorkspaceEdit | undefined> {
  return server.edit(await workspace.openTextDocument(uri), action);
}
