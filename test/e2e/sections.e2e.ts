import assert from 'node:assert/strict';
import { CancellationTokenSource, commands, DataTransfer, env, type TextEditor, window } from 'vscode';
import { COMMANDS, type CommandSpec } from '../../client/src/commands/table.ts';
import type { Row } from '../../client/src/views/rows.ts';
import { api, closeAll, lineOf, open, PROTOTYPE, placeCursor, readiness, until } from './editor.ts';
import { row } from './rows.ts';

const UNWRITTEN = '## Data Model\n\n- Core entities, schemas, and relationships.\n';

suite('Section commands', () => {
  teardown(closeAll);

  test('drag and drop moves a section, and Move Section Down moves it back', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    await drag(await row('Architecture'), await row('Overview'));
    assert.deepEqual(headings(editor), ['Architecture', 'Overview', 'Goals and Non-Goals', 'Quality']);
    for (const next of ['Overview', 'Goals and Non-Goals']) {
      await readiness(editor, ({ version }) => version === editor.document.version);
      await commands.executeCommand('designDocs.moveDown', await row('Architecture'));
      const titles = headings(editor);
      assert.equal(titles[titles.indexOf('Architecture') - 1], next);
    }
    assert.equal(editor.document.getText(), PROTOTYPE);
  });

  test('Move Section Up moves the section at the cursor', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    placeCursor(editor, 'Smoke tests');
    await commands.executeCommand('designDocs.moveUp');
    assert.deepEqual(headings(editor), ['Overview', 'Goals and Non-Goals', 'Quality', 'Architecture']);
  });

  test('Insert All Missing Sections inserts the sections of a phase', async () => {
    const editor = await open(PROTOTYPE.replace('prototype', 'production'));
    await readiness(editor);
    await commands.executeCommand('designDocs.insertMissing', await row('1. Core Technical'));
    const { phases } = await readiness(editor, ({ version }) => version === editor.document.version);
    const missing = phases.map(({ sections }) => sections.filter(({ state }) => state === 'missing').length);
    assert.deepEqual(missing.slice(0, 2), [0, 0]);
    assert.ok((missing[2] ?? 0) > 0);
    assert.equal(editor.selection.active.line, lineOf(editor, '## Components') + 1);
  });

  test('Mark as Not Applicable puts the cursor where the reason goes', async () => {
    const editor = await open(`${PROTOTYPE}\n${UNWRITTEN}`);
    await readiness(editor);
    await commands.executeCommand('designDocs.waive', await row('Data Model'));
    const { text } = editor.document.lineAt(editor.selection.active.line);
    assert.match(text.slice(0, editor.selection.active.character), /^Not applicable: $/);
    await readiness(editor, ({ phases }) =>
      phases.some(({ sections }) => sections.some(({ state }) => state === 'waived')),
    );
  });

  test('Go to Template opens the template at the section', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    await commands.executeCommand('designDocs.goToTemplate', await row('Testing Strategy'));
    const template = window.activeTextEditor;
    assert.ok(template && template !== editor);
    assert.match(template.document.uri.path, /templates\/technical-design\.md$/);
    assert.match(template.document.getText(template.selection), /## Testing Strategy/);
  });

  test('Raise Quality Level shows a preview, and adds sections when the user confirms', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const raised = commands.executeCommand('designDocs.raiseLevel', 'production');
    let isDone = false;
    raised.then(() => {
      isDone = true;
    });
    // VS Code has no event for the preview. Applying it before it is shown does nothing, so this is repeated.
    while (!isDone) await commands.executeCommand('refactorPreview.apply');
    await readiness(editor, ({ level }) => level?.name === 'production');
    assert.match(editor.document.getText(), /^- Quality Level: production$/m);
    assert.match(editor.document.getText(), /^## Observability$/m);
  });

  test('a command in the walkthrough applies to the document behind the walkthrough', async () => {
    const editor = await open(`${PROTOTYPE}\n## Components\n\nTBD\n`);
    await readiness(editor);
    const { documents } = await api();
    // VS Code would replace a tab in preview mode with the walkthrough.
    await commands.executeCommand('workbench.action.keepEditor');
    await commands.executeCommand('designDocs.openWalkthrough');
    await until([documents.onDidChange], () => documents.shown === undefined);
    await commands.executeCommand('designDocs.nextUnwritten');
    assert.equal(window.activeTextEditor?.document, editor.document);
    assert.equal(window.activeTextEditor.selection.active.line, lineOf(editor, '## Components') + 1);
  });

  test('Copy Readiness as Markdown copies a table', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    await commands.executeCommand('designDocs.copyReadiness');
    const text = await env.clipboard.readText();
    assert.match(text, /^\*\*file-\d+\.md\*\*: prototype, 4 of 8 sections written, 4 left\n\n\| Phase /);
    assert.match(
      text,
      /\n\| 1\. Core Technical \(1\/5\) \| Architecture \| written \|\n\| {2}\| Components \| missing \|\n/,
    );
  });

  test('Go to Previous Unwritten Section goes up and wraps around to the bottom', async () => {
    const sections = ['Components', 'Data Model', 'Interfaces'].map((title) => `## ${title}\n\nTBD\n`);
    const editor = await open(`${PROTOTYPE}\n${sections.join('\n')}`);
    await readiness(editor);
    const seen: string[] = [];
    for (let step = 0; step < 4; step++) {
      await commands.executeCommand('designDocs.previousUnwritten');
      seen.push(editor.document.lineAt(editor.selection.active.line - 1).text);
    }
    assert.deepEqual(seen, ['## Interfaces', '## Data Model', '## Components', '## Interfaces']);
  });

  test('no other command has the same keybindings', async () => {
    await commands.executeCommand('workbench.action.openDefaultKeybindingsFile');
    const bindings = await until([window.onDidChangeActiveTextEditor], () => window.activeTextEditor);
    const text = bindings.document.getText();
    const specs: [string, CommandSpec][] = Object.entries(COMMANDS);
    for (const [id, { key }] of specs.filter((each) => each[1].key !== undefined)) {
      const commandsOf = [...text.matchAll(/\{ "key": "([^"]+)",\s+"command": "([^"]+)"/g)]
        .filter(([, keys]) => keys === key?.key || keys === key?.mac)
        .map(([, , command]) => command);
      assert.deepEqual(commandsOf, [id]);
    }
  });
});

async function drag(moved: Row, target: Row): Promise<void> {
  const { drag: controller } = (await api()).phases;
  const data = new DataTransfer();
  const { token } = new CancellationTokenSource();
  await controller.handleDrag?.([moved], data, token);
  await controller.handleDrop?.(target, data, token);
}

function headings({ document }: TextEditor): string[] {
  return [...document.getText().matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
}
