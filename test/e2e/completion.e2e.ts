import assert from 'node:assert/strict';
import { commands, type TextEditor } from 'vscode';
import { acceptSuggestion, closeAll, open, PROTOTYPE, placeCursor, readiness, type } from './editor.ts';

suite('Completion', () => {
  teardown(closeAll);

  test('offers a gate that the level requires', async () => {
    const editor = await open(PROTOTYPE.replace('criteria:\n  - Smoke tests pass.', 'criteria'));
    await readiness(editor);
    placeCursor(editor, 'criteria');
    await type(':');
    assert.match(await accepted(editor), /^- Entry\/Exit criteria: tests$/m);
  });

  test('marks a section as not applicable, with the cursor at the reason', async () => {
    const editor = await open(`${PROTOTYPE}\n## Data Model\n`);
    await readiness(editor);
    placeCursor(editor, '## Data Model\n');
    await type('N/');
    await suggest();
    await accepted(editor);
    await type('nothing is kept');
    assert.match(editor.document.getText(), /## Data Model\nNot applicable: nothing is kept$/);
  });

  test('offers the rule to suppress, in a comment that the editor may close automatically', async () => {
    const editor = await open(
      PROTOTYPE.replace(/\n(?=<!-- Phase 0.*\n## Quality)/, '\n\n').replace('  - Smoke tests pass.\n', ''),
    );
    await readiness(editor);
    placeCursor(editor, 'for each parcel.\n\n');
    await type('<!-- design-docs-disable');
    await type(' ');
    await type('missing-g');
    await accepted(editor);
    await type('later');
    assert.match(editor.document.getText(), /^<!-- design-docs-disable missing-gate: later -->/m);
  });

  test('completes a directive while it is typed', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    placeCursor(editor, '# Parcel Tracking\n');
    for (const key of '<!-- design-docs: template=tec') await type(key);
    assert.match(await accepted(editor), /^<!-- design-docs: template=technical-design -->$/m);
  });

  test('offers front matter keys and their values', async () => {
    const editor = await open(`---\ntitle: Parcels\n\n---\n${PROTOTYPE}`);
    await readiness(editor);
    placeCursor(editor, 'Parcels\n');
    await type('des');
    await suggest();
    await accepted(editor);
    placeCursor(editor, 'design-docs:');
    await type(' ');
    assert.match(await accepted(editor), /^design-docs: \{ template: technical-design \}/m);
  });
});

async function accepted(editor: TextEditor): Promise<string> {
  await acceptSuggestion(editor);
  return editor.document.getText();
}

async function suggest(): Promise<void> {
  await commands.executeCommand('editor.action.triggerSuggest');
}
