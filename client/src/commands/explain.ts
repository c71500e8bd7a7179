import { commands, l10n, type Tab, TabInputCustom, Uri, ViewColumn, window, workspace } from 'vscode';
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
  const editor = 'vscode.markdown.preview.editor';
  await commands.executeCommand('vscode.openWith', explanations.of(source), editor, viewColumn());
};

/** Where explanations are shown already, else beside the document, so that it and its outline stay in view. */
function viewColumn(): ViewColumn {
  const group = window.tabGroups.all.find(({ tabs }) =>
    tabs.some((tab) => previewed(tab)?.scheme === EXPLAIN_SCHEME),
  );
  return group?.viewColumn ?? ViewColumn.Beside;
}

function activeFile(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  if (document) return isServed(document) ? document.uri : undefined;
  const preview = previewed(window.tabGroups.activeTabGroup.activeTab);
  return preview?.scheme === EXPLAIN_SCHEME ? Uri.parse(preview.query) : preview;
}

/** What a tab shows, if it shows a Markdown preview as an editor. */
function previewed(tab: Tab | undefined): Uri | undefined {
  return tab?.input instanceof TabInputCustom ? tab.input.uri : undefined;
}

function shownFile({ shown }: Documents): Uri | undefined {
  return shown && Uri.parse(shown.uri);
}
