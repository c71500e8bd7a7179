import { commands, l10n, TabInputCustom, Uri, window, workspace } from 'vscode';
import type { Documents } from '../documents.ts';
import { EXPLAIN_SCHEME } from '../explanations.ts';
import { isServed } from '../server.ts';
import type { Handler } from './handler.ts';

/** Shows, as a preview, what decides about a file: the given one, else the active one, else the shown document. */
export const explain: Handler = async ({ documents, explanations }, given) => {
  const source = given instanceof Uri ? given : (activeFile() ?? shownFile(documents));
  if (!source || !isServed(await workspace.openTextDocument(source))) {
    window.showInformationMessage(l10n.t('Open a Markdown file to see what decides about it.'));
    return;
  }
  // As an editor of its own, not by `markdown.showPreview`, which would call it a preview of the explanation.
  await commands.executeCommand('vscode.openWith', explanations.of(source), 'vscode.markdown.preview.editor');
};

function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document) return isServed(document) ? document.uri : undefined;
  const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
  if (!(input instanceof TabInputCustom)) return undefined;
  return input.uri.scheme === EXPLAIN_SCHEME ? Uri.parse(input.uri.query) : input.uri;
}

function shownFile({ shown }: Documents): Uri | undefined {
  return shown && Uri.parse(shown.uri);
}
