import assert from 'node:assert/strict';
import { extensions, window } from 'vscode';
import { api, closeAll, findings, open, PROTOTYPE, write } from './editor.ts';
import { serverProcesses } from './support/server-processes.ts';

/** The tests' bundle has this suite first: nothing has opened a document yet. */
suite('A start', () => {
  teardown(closeAll);

  test('runs nothing before there is a Markdown document, and one server then', async function () {
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
