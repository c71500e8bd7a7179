import { commands, window } from 'vscode';
import { closeAll, open, PROTOTYPE, readiness, until } from './editor.ts';

suite('Open Preview', () => {
  teardown(closeAll);

  test('shows the preview of the document behind the walkthrough', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    // VS Code would replace a tab in preview mode with the walkthrough.
    await commands.executeCommand('workbench.action.keepEditor');
    await commands.executeCommand('designDocs.openWalkthrough');
    await until([window.onDidChangeVisibleTextEditors], () => window.visibleTextEditors.length === 0);
    await commands.executeCommand('designDocs.openPreview');
    await until([window.tabGroups.onDidChangeTabs], () =>
      window.tabGroups.all.some(({ activeTab }) => activeTab?.label.startsWith('Preview ')),
    );
  });
});
