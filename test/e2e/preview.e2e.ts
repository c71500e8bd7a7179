import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { commands, extensions, type TextDocument } from 'vscode';
import { api, closeAll, open, PROTOTYPE, readiness } from './editor.ts';

suite('The Markdown preview', () => {
  teardown(closeAll);

  test('shows the phases, states, and level of a design document, and follows changes', async () => {
    const editor = await open(`---\nowner: Maria\n---\n\n${PROTOTYPE}\n## Components\n`);
    await readiness(editor);
    assert.deepEqual(badgesIn(await render(editor.document)), [
      'Phase 0',
      'Phase 0',
      'Phase 1',
      'Phase 0',
      'prototype: 4 of 8 sections written',
      'Phase 1 · empty',
    ]);
    await commands.executeCommand('designDocs.setLevel', 'experiment');
    await readiness(editor, ({ level }) => level?.name === 'experiment');
    assert.deepEqual(badgesIn(await render(editor.document)), [
      'Phase 0',
      'Phase 0',
      'Phase 1',
      'Phase 0',
      'ready for experiment',
      'Phase 1 · empty',
    ]);
  });

  test('does not change other Markdown files', async () => {
    const text = '# Notes\n\n## Overview\n\nSome.\n\n- Quality: good\n';
    const editor = await open(text);
    await readiness(editor, ({ kind }) => kind === 'none');
    assert.equal(await render(editor.document), await render(text));
  });
});

/** Renders a document, or a text without a document, with VS Code's own Markdown extension. */
async function render(source: TextDocument | string): Promise<string> {
  if (extensions.getExtension('vscode.markdown-language-features'))
    return commands.executeCommand<string>('markdown.api.render', source);
  // Here the Markdown extension runs in another extension host and cannot load the plugin, so the plugin is tested
  // alone.
  const { extendMarkdownIt } = await api();
  const markdownIt = extendMarkdownIt(new MarkdownIt({ html: true }));
  return typeof source === 'string'
    ? markdownIt.render(source)
    : markdownIt.render(source.getText(), { currentDocument: source.uri });
}

function badgesIn(html: string): string[] {
  return [...html.matchAll(/ data-text="([^"]*)"/g)].map(([, text = '']) => text);
}
