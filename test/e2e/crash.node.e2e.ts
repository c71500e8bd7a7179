import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { commands } from 'vscode';
import { closeAll, finding, findings, open, PROTOTYPE, placeCursor, readiness, type } from './editor.ts';

suite('A server that is killed', () => {
  teardown(closeAll);

  test('is started again by the client, and the outline and the findings recover', async function () {
    // Only Linux tells without a tool of its own which processes there are.
    if (process.platform !== 'linux') this.skip();
    const editor = await open(PROTOTYPE);
    const before = await readiness(editor);
    process.kill(serverProcess(), 'SIGKILL');
    await readiness(editor, (now) => now !== before);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    await findings(editor.document.uri, (rules) => rules.includes('unknown-quality-level'));
  });

  test('while one types hears of all that was typed, of what nobody saved and what came when it was dead', async function () {
    if (process.platform !== 'linux') this.skip();
    const editor = await open(PROTOTYPE);
    const { uri } = editor.document;
    await readiness(editor);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    process.kill(serverProcess(), 'SIGKILL');
    await type(' of');
    await type(' gold');
    assert.ok(editor.document.isDirty);
    await finding(uri, 'unknown-quality-level', '“prototypes of gold”');
    for (const _ of 's of gold') await commands.executeCommand('deleteLeft');
    await findings(uri, (rules) => !rules.includes('unknown-quality-level'));
  });
});

/** The language server among the children of this extension host. */
function serverProcess(): number {
  const found = readdirSync('/proc').find((id) => {
    if (!/^\d+$/.test(id)) return false;
    const file = (name: string): string => readFileSync(`/proc/${id}/${name}`, 'utf8');
    try {
      const [, parent] = /\nPPid:\s*(\d+)/.exec(file('status')) ?? [];
      return Number(parent) === process.pid && /dist[\\/]server\.js/.test(file('cmdline'));
    } catch {
      return false; // It ended meanwhile.
    }
  });
  assert.ok(found, 'the server’s process');
  return Number(found);
}
