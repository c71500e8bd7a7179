import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogOutputChannel, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { FIND_MARKDOWN } from '../../server/src/protocol.ts';
import { editor, standInForVscode } from './vscode.ts';

standInForVscode();
const { connectServer } = await import('../../client/src/server.ts');

test('files in packages are not looked through for links, and the author is told if there are too many others', async () => {
  const { findMarkdown, warnings } = await connected();
  const most = 10_000;
  editor.files = Array.from({ length: most - 1 }, (_, nth) => `file:///home/${nth}.md`);
  assert.equal((await findMarkdown()).length, most - 1);
  assert.deepEqual(editor.searches, [['**/*.{md,markdown}', '**/node_modules/**', most]]);
  assert.deepEqual(warnings, []);
  editor.files = [...editor.files, 'file:///home/last.md'];
  await findMarkdown();
  assert.match(warnings.join(), /^Only 10000 Markdown files .* files\.exclude/);
});

/** A server whose client only keeps what it is to answer. */
async function connected() {
  const answers = new Map<unknown, () => Promise<readonly string[]>>();
  const client = {
    onNotification() {},
    async start() {},
    onRequest: (name: unknown, answer: () => Promise<readonly string[]>) => answers.set(name, answer),
  };
  const warnings: string[] = [];
  const server = connectServer({
    createClient: async () => client as unknown as BaseLanguageClient,
    extensionUri: 'file:///extension/' as unknown as Uri,
    output: { warn: (message: string) => warnings.push(message) } as unknown as LogOutputChannel,
    onReadiness() {},
  });
  await server.start();
  return { findMarkdown: answers.get(FIND_MARKDOWN) ?? assert.fail('it answers'), warnings };
}
