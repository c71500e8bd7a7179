import assert from 'node:assert/strict';
import { commands, extensions, type Tab, window } from 'vscode';
import { api, closeAll, lineOf, readiness, until } from './editor.ts';

suite('Welcome', () => {
  teardown(closeAll);

  for (const [level, count] of [
    ['experiment', 2],
    ['secure', 14],
  ] as const) {
    test(`New Design Document writes the sections that ${level} requires, in a tab named after its title`, async () => {
      await commands.executeCommand('designDocs.newDocument', {
        template: 'technical-design',
        level,
        title: `Lockers ${level}`,
      });
      const editor = window.activeTextEditor;
      assert.ok(editor?.document.isUntitled);
      const { total, done } = await readiness(editor);
      assert.deepEqual([done, total], [level === 'experiment' ? 1 : 0, count]);
      assert.equal(editor.selection.active.line, lineOf(editor, '## Overview') + 1);
      await until([window.tabGroups.onDidChangeTabs], () => activeTab()?.label === `# Lockers ${level}`);
    });
  }

  test('the walkthrough opens, and all commands in it and in the welcome texts exist', async () => {
    await api();
    await commands.executeCommand('designDocs.openWalkthrough');
    await until([window.tabGroups.onDidChangeTabs], () =>
      /^(?:Walkthrough|Welcome)/.test(activeTab()?.label ?? ''),
    );
    const known = new Set(await commands.getCommands());
    const { contributes } = extensions.getExtension('design-docs.design-docs')?.packageJSON ?? {};
    const texts = JSON.stringify([contributes.walkthroughs, contributes.viewsWelcome]);
    const linked = [...texts.matchAll(/command:([\w.]+)/gi)].map(([, command]) => command ?? '');
    assert.deepEqual(
      linked.filter((command) => !known.has(command)),
      [],
    );
  });
});

function activeTab(): Tab | undefined {
  return window.tabGroups.activeTabGroup.activeTab;
}
