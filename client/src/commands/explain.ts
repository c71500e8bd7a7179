import { commands, l10n, type Tab, TabInputCustom, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Documents } from '../documents.ts';
import { EXPLAIN_SCHEME } from '../explanations.ts';
import { isServed } from '../server.ts';
import type { Handler } from './handler.ts';

/** Explains in a preview why and how a file is checked: the given file, the active one, or the shown document. */
export const explain: Handler = async ({ documents, explanations }, given) => {
  const source = given instanceof Uri ? given : (activeFile() ?? shownFile(documents));
  if (!source || !isServed(await workspace.openTextDocument(source))) {
    window.showInformationMessage(l10n.t('Open a Markdown file to see why it is checked.'));
    return;
  }
  // `markdown.showPreview` would add “Preview” to the title, so the preview is opened as an editor.
  const editor = 'vscode.markdown.preview.editor';
  await commands.executeCommand('vscode.openWith', explanations.of(source), editor, viewColumn());
};

/** The column that already shows explanations, or the one beside the document, so that the document stays visible. */
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

/** The file of a tab with a custom editor, such as a Markdown preview that is opened as an editor. */
function previewed(tab: Tab | undefined): Uri | undefined {
  return tab?.input instanceof TabInputCustom ? tab.input.uri : undefined;
}

function shownFile({ shown }: Documents): Uri | undefined {
  return shown && Uri.parse(shown.uri);
}
