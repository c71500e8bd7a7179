import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogOutputChannel, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { FIND_MARKDOWN } from '../../server/src/protocol.ts';
import { editor, mockVscode } from './vscode.ts';

mockVscode();
const { connectServer } = await import('../../client/src/server.ts');

test('the search for Markdown files skips node_modules and logs a warning if it reaches the limit', async () => {
  const { findMarkdown, warnings } = await connected();
  const limit = 10_000;
  editor.files = Array.from({ length: limit - 1 }, (_, nth) => `file:///home/${nth}.md`);
  assert.equal((await findMarkdown()).length, limit - 1);
  assert.deepEqual(editor.searches, [['**/*.{md,markdown}', '**/node_modules/**', limit]]);
  assert.deepEqual(warnings, []);
  editor.files = [...editor.files, 'file:///home/last.md'];
  await findMarkdown();
  assert.match(warnings.join(), /^Only 10000 Markdown files .* files\.exclude/);
});

/** A server whose client only records its request handlers. */
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
  return { findMarkdown: answers.get(FIND_MARKDOWN) ?? assert.fail('no handler for findMarkdown'), warnings };
}
