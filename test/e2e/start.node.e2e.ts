import assert from 'node:assert/strict';
import { extensions, window } from 'vscode';
import { api, closeAll, findings, open, PROTOTYPE, write } from './editor.ts';
import { serverProcesses } from './support/server-processes.ts';

/** The test bundle runs this suite first, before any document is opened. */
suite('Activation', () => {
  teardown(closeAll);

  test('starts nothing before a Markdown document is opened, and then one server', async function () {
    if (process.platform !== 'linux') this.skip();
    const extension = extensions.getExtension('design-docs.design-docs');
    assert.equal(extension?.isActive, false);
    await window.showTextDocument(await write('notes.txt', 'Milk, eggs.\n'));
    assert.equal(extension?.isActive, false);
    assert.equal(serverProcesses().length, 0);
    const editor = await open(PROTOTYPE);
    await api();
    await findings(editor.document.uri, (rules) => rules.length > 0);
    assert.equal(serverProcesses().length, 1);
  });
});
