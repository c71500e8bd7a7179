import { l10n, type Uri, type WorkspaceEdit, window, workspace } from 'vscode';
import type { EditAction } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** Has the server work out the edit for an action, and applies it. Whether anything was changed. */
export async function applyAction(server: Server, uri: Uri, action: EditAction): Promise<boolean> {
  const edit = await editFor(server, uri, action);
  return edit !== undefined && workspace.applyEdit(edit);
}

/** The same for an action for which there is something to do; says so if the server finds no way to do it. */
export async function applyOrTell(server: Server, uri: Uri, action: EditAction): Promise<boolean> {
  const edit = await editFor(server, uri, action);
  if (edit) return workspace.applyEdit(edit);
  window.showInformationMessage(
    l10n.t('Other text would change its meaning. Is there a code block or a comment that does not end?'),
  );
  return false;
}

async function editFor(server: Server, uri: Uri, action: EditAction): Promise<WorkspaceEdit | undefined> {
  return server.edit(await workspace.openTextDocument(uri), action);
}
