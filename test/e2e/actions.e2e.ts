import assert from 'node:assert/strict';
import { type CodeAction, ConfigurationTarget, commands, Range, type TextEditor, workspace } from 'vscode';
import { closeAll, open, PROTOTYPE, placeCursor, readiness, write } from './editor.ts';

const UNWRITTEN = '\n## Data Model\n\n- Core entities, schemas, and relationships.\n';
const OBSERVABILITY = '\n## Observability\n\n- Logging, metrics, tracing, and run reporting.\n';
const PARTLY_WRITTEN = `${UNWRITTEN}- One table.\n- Storage engines and retention policies (if applicable).\n`;

/** The start of the action's title, the document, the text before the cursor, and a pattern for the result. */
const CASES: readonly (readonly [title: string, document: string, at: string, after: RegExp])[] = [
  ['Insert “Data Model”', PROTOTYPE, '# Qual', /^## Data Model$/m],
  ['Insert all', PROTOTYPE, '# Qual', /^## Components$[\s\S]*^## Testing Strategy$/m],
  ['Make it a level 2', PROTOTYPE.replace('## Overview', '### Overview'), '# Over', /^## Overview$/m],
  ['Rename to “Overview”', PROTOTYPE.replace('## Overview', '## Overvew'), '# Over', /^## Overview$/m],
  ['Raise to production', PROTOTYPE, 'Quality Level: ', /^- Quality Level: production$/m],
  ['Remove the unwritten section', PROTOTYPE + OBSERVABILITY, '# Obs', /^(?![\s\S]*Observability)/],
  ['Remove all template text', PROTOTYPE + PARTLY_WRITTEN, 'Core ent', /## Data Model\n\n- One table\.\n$/],
  ['Mark as not applicable', PROTOTYPE + UNWRITTEN, '# Data', /## Data Model\n\nNot applicable: \n$/],
];

suite('Code actions', () => {
  teardown(closeAll);

  for (const [title, text, at, after] of CASES) {
    test(`${title} …`, async () => {
      const editor = await open(text);
      await readiness(editor);
      const action = await offered(editor, at, title);
      assert.ok(action.edit && (await workspace.applyEdit(action.edit)));
      assert.match(editor.document.getText(), after);
    });
  }

  test('a section is moved to its place, and all sections are sorted after confirmation', async () => {
    const [overview = ''] = /## Overview[\s\S]*?(?=## Goals)/.exec(PROTOTYPE) ?? [];
    const moved = `${PROTOTYPE.replace(overview, '')}\n${overview.trimEnd()}\n`;
    const editor = await open(moved);
    await readiness(editor);
    const action = await offered(editor, '# Over', 'Move');
    assert.ok(action.edit && (await workspace.applyEdit(action.edit)));
    assert.match(editor.document.getText(), /## Overview[\s\S]*## Goals[\s\S]*## Architecture/);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), moved);
    const { version } = editor.document;
    await commands.executeCommand('editor.action.sourceAction', {
      kind: 'source.sortSections.designDocs',
      apply: 'first',
    });
    assert.equal(editor.document.getText(), moved, 'nothing is moved before the user confirms');
    // VS Code has no event for the preview. Applying it before it is shown does nothing, so this is repeated.
    while (editor.document.version === version) await commands.executeCommand('refactorPreview.apply');
    assert.match(editor.document.getText(), /## Overview[\s\S]*## Goals[\s\S]*## Architecture/);
  });

  test('the cursor goes to the reason of a suppression', async () => {
    const editor = await open(PROTOTYPE.replace('## Overview', '### Overview'));
    await readiness(editor);
    const action = await offered(editor, '# Over', 'Ignore this finding here');
    assert.ok(action.edit && (await workspace.applyEdit(action.edit)));
    const { active } = editor.selection;
    const { text } = editor.document.lineAt(active.line);
    assert.equal(text.slice(0, active.character), '<!-- design-docs-disable wrong-heading-level: ');
    assert.equal(text.slice(active.character), ' -->');
  });

  test('renaming a heading updates links in a file that is not open', async () => {
    const editor = await open(PROTOTYPE.replace('## Overview', '## Overvew'));
    const name = editor.document.uri.path.replace(/.*\//, '');
    const uri = await write('links-here.md', `See [it](${name}#overvew).\n`);
    await readiness(editor);
    const action = await offered(editor, '# Over', 'Rename');
    assert.ok(action.edit && (await workspace.applyEdit(action.edit)));
    const linking = await workspace.openTextDocument(uri);
    assert.equal(linking.getText(), `See [it](${name}#overview).\n`);
    await linking.save();
  });

  test('safe fixes are applied on save if the user enables it', async () => {
    const onSave = { 'source.fixAll.designDocs': 'explicit' };
    await set('editor.codeActionsOnSave', onSave);
    // In the browser, VS Code saves automatically after a second, and then does not run explicit code actions.
    await set('files.autoSave', 'off');
    try {
      const editor = await open(`<!-- Phase 1 -->\n${PROTOTYPE.slice(PROTOTYPE.indexOf('## Overview'))}`);
      await readiness(editor);
      placeCursor(editor, 'Phase 1 -->');
      await editor.edit((edit) =>
        edit.insert(editor.document.positionAt(editor.document.getText().length), '\n'),
      );
      await editor.document.save();
      assert.match(editor.document.getText(), /^<!-- Phase 0: Project Basics -->\n## Overview\n/);
    } finally {
      await set('editor.codeActionsOnSave', undefined);
      await set('files.autoSave', undefined);
    }
  });
});

async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration().update(name, value, ConfigurationTarget.Workspace);
}

/** The action whose title starts with `title`, with its edit, at the cursor position after the text `at`. */
async function offered(editor: TextEditor, at: string, title: string): Promise<CodeAction> {
  placeCursor(editor, at);
  const { active } = editor.selection;
  const all = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    new Range(active, active),
    undefined,
    50,
  );
  const found = all.find((action) => action.title.startsWith(title));
  assert.ok(found, `${title} is not among ${all.map((action) => action.title).join(', ')}`);
  return found;
}
