import assert from 'node:assert/strict';
import { type CodeAction, commands, env, extensions, languages, Uri, workspace } from 'vscode';
import {
  closeAll,
  findings,
  open,
  openSample,
  PROTOTYPE,
  placeCursor,
  readiness,
  ruleOf,
  type,
} from './editor.ts';

/** How many actions VS Code resolves, so that they have their edits. */
const RESOLVED = 20;

suite('Diagnostics', () => {
  teardown(closeAll);

  test('appear and disappear while the user types', async () => {
    const editor = await open(PROTOTYPE);
    assert.deepEqual(new Set(await findings(editor.document.uri)), new Set(['missing-section']));
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    await findings(editor.document.uri, (rules) => rules.includes('unknown-quality-level'));
    await commands.executeCommand('deleteLeft');
    await findings(editor.document.uri, (rules) => !rules.includes('unknown-quality-level'));
  });

  test('are fixed by their quick fix', async () => {
    const editor = await open(PROTOTYPE.replace('## Overview', '## Overveiw'));
    const { uri } = editor.document;
    await findings(uri, (rules) => rules.includes('misspelled-heading'));
    const finding = languages.getDiagnostics(uri).find((each) => ruleOf(each) === 'misspelled-heading');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      finding?.range,
      'quickfix',
      RESOLVED,
    );
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit);
    assert.ok(await workspace.applyEdit(fix.edit));
    assert.match(editor.document.getText(), /^## Overview$/m);
    await findings(uri, (rules) => !rules.includes('misspelled-heading'));
  });

  test('of the half-written sample link to the pages of their rules', async () => {
    const editor = await openSample('half-written-design.md');
    await findings(editor.document.uri, (rules) => rules.includes('misspelled-heading'));
    for (const finding of languages.getDiagnostics(editor.document.uri)) {
      const code = finding.code as { readonly value: string; readonly target: Uri };
      assert.equal(code.target.toString(), `${env.uriScheme}://design-docs.design-docs/rules/${code.value}`);
    }
  });

  test('on an untouched copy of the template are two', async () => {
    const bytes = await workspace.fs.readFile(templateUri());
    const template = new TextDecoder().decode(bytes).replace(/^---\n[\s\S]*?\n---\n/, '');
    const editor = await open(template);
    const visible = (): string[] =>
      languages
        .getDiagnostics(editor.document.uri)
        .filter(({ severity }) => severity < 3)
        .map(ruleOf)
        .sort();
    await findings(editor.document.uri);
    assert.deepEqual(visible(), ['unset-quality-level', 'unwritten-section']);
  });

  test('are not reported for other Markdown files, or for other versions in a diff', async () => {
    const provider = workspace.registerTextDocumentContentProvider('old-version', {
      provideTextDocumentContent: () => PROTOTYPE,
    });
    const old = Uri.parse('old-version:/design.md');
    const notes = await open('# Notes\n\nNothing to see.\n');
    const editor = await open(PROTOTYPE);
    assert.equal((await workspace.openTextDocument(old)).languageId, 'markdown');
    await commands.executeCommand('vscode.diff', old, editor.document.uri);
    // The server answers in order: once it has checked the design document, it has seen the others.
    await findings(editor.document.uri);
    assert.equal((await readiness(notes)).kind, 'none');
    assert.deepEqual(languages.getDiagnostics(notes.document.uri), []);
    assert.deepEqual(languages.getDiagnostics(old), []);
    provider.dispose();
  });
});

function templateUri(): Uri {
  const extension = extensions.getExtension('design-docs.design-docs');
  assert.ok(extension);
  return Uri.joinPath(extension.extensionUri, 'templates/technical-design.md');
}
