import { type Uri, workspace } from 'vscode';
import type { EditAction } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** Has the server work out the edit for an action, and applies it. Whether anything was changed. */
export async function applyAction(server: Server, uri: Uri, action: EditAction): Promise<boolean> {
  const document = await workspace.openTextDocument(uri);
  const edit = await server.edit(document, action);
  return edit !== undefined && workspace.applyEdit(edit);
}
