import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { closeAll, finding, findings, open, PROTOTYPE, placeCursor, readiness, type } from './editor.ts';
import { serverProcesses } from './support/server-processes.ts';

suite('A server that is killed', () => {
  teardown(closeAll);

  test('is restarted by the client, and the outline and the diagnostics recover', async function () {
    if (process.platform !== 'linux') this.skip();
    const editor = await open(PROTOTYPE);
    const before = await readiness(editor);
    const [server, ...others] = serverProcesses();
    assert.ok(server && others.length === 0);
    process.kill(server, 'SIGKILL');
    await readiness(editor, (now) => now !== before);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    await findings(editor.document.uri, (rules) => rules.includes('unknown-quality-level'));
  });

  test('while the user types gets all unsaved text after it is restarted', async function () {
    if (process.platform !== 'linux') this.skip();
    const editor = await open(PROTOTYPE);
    const { uri } = editor.document;
    await readiness(editor);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    const [server] = serverProcesses();
    assert.ok(server);
    process.kill(server, 'SIGKILL');
    await type(' of');
    await type(' gold');
    assert.ok(editor.document.isDirty);
    await finding(uri, 'unknown-quality-level', '“prototypes of gold”');
    for (const _ of 's of gold') await commands.executeCommand('deleteLeft');
    await findings(uri, (rules) => !rules.includes('unknown-quality-level'));
  });
});
