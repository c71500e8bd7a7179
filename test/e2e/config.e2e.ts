import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type Hover,
  languages,
  type MarkdownString,
  Position,
  Range,
  TabInputCustom,
  type TextDocument,
  type TextEditor,
  type Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { api, closeAll, finding, findings, lineOf, readiness, until, write } from './editor.ts';

const CONFIG = 'templates:\n  rfcs/*.md: templates/my-rfc.md\n';
const TEMPLATE = `---
design-docs:
  version: 1
---
# {Title}

## Summary
- The whole proposal in one paragraph.

## Motivation
- Who has the problem today, and how often.
`;
const RFC = '# Lockers\n\n## Summary\n\nShops hand parcels to lockers that stand in stations.\n';

suite('A team’s own template', () => {
  teardown(closeAll);

  test('applies to the files that the config file maps to it', async () => {
    const { document } = await team();
    const editor = await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    const { template, kind } = await readiness(editor);
    assert.deepEqual([kind, template?.id], ['document', 'my-rfc']);
  });

  test('applies as it is in the unsaved buffer', async () => {
    const { document, template } = await team();
    await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    const editor = await window.showTextDocument(template, { viewColumn: ViewColumn.Beside });
    await replace(editor.document, `${TEMPLATE}\n## Security\n- Who could do what.\n`);
    await finding(document, 'missing-section', 'Security');
    assert.ok(editor.document.isDirty);
  });

  test('has completions and hovers in its front matter', async () => {
    const { template, document } = await team();
    await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    const editor = await window.showTextDocument(template);
    await replace(editor.document, TEMPLATE.replace('version: 1\n', 'version: 1\n  \n'));
    const labels = await complete(editor, new Position(lineOf(editor, 'version') + 1, 2));
    assert.ok(labels.includes('sections'), labels.join());
    assert.ok(!labels.includes('version'), 'a key is not offered twice');
    assert.match(await hover(editor, new Position(lineOf(editor, 'version'), 4)), /version/i);
  });
});

suite('A config file', () => {
  teardown(closeAll);

  test('with invalid YAML gets an error at the line, and its last valid mapping still applies', async () => {
    const { document, config } = await team();
    const rfc = await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    const editor = await window.showTextDocument(config, { viewColumn: ViewColumn.Beside });
    await replace(editor.document, `${CONFIG}  "rfcs/*.md: adr\n`);
    const { range } = await until([languages.onDidChangeDiagnostics], () =>
      languages.getDiagnostics(config).find(({ source }) => source === 'design-docs'),
    );
    assert.ok(range.start.line >= 2, `line ${range.start.line}`);
    await replace(rfc.document, RFC.replace('## Summary', '## Overview'));
    await finding(document, 'missing-section', 'Summary');
    await replace(editor.document, CONFIG);
    await findings(config, (rules) => rules.length === 0);
  });

  test('is read again when it is written', async () => {
    const { document, folder } = await team();
    const editor = await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    await write(`${folder}/.design-docs.yaml`, 'templates:\n  rfcs/*.md: adr\n');
    await finding(document, 'missing-section', 'Decision Outcome');
    await readiness(editor, ({ template }) => template?.id === 'adr');
  });

  test('has completions and hovers', async () => {
    const { config } = await team();
    const editor = await window.showTextDocument(config);
    await replace(editor.document, `${CONFIG}gate: \n`);
    const labels = await complete(editor, new Position(2, 'gate: '.length));
    assert.ok(labels.includes('level'), labels.join());
    assert.match(await hover(editor, new Position(0, 2)), /Maps globs to templates/);
  });
});

suite('Why Is This File Checked?', () => {
  teardown(closeAll);

  test('explains a file in a preview that is refreshed when the command runs again', async () => {
    const { document, folder } = await team();
    await write(`${folder}/.design-docs.yaml`, `${CONFIG}gate: level\n`);
    const editor = await window.showTextDocument(document);
    await finding(document, 'missing-section', 'Motivation');
    await commands.executeCommand('designDocs.explain');
    const { label, uri } = await until([window.tabGroups.onDidChangeTabs], shownExplanation);
    assert.equal(label, `Explain: ${document.path.replace(/.*\//, '')}`);
    const explanation = await workspace.openTextDocument(uri);
    const text = explanation.getText();
    for (const words of ['my-rfc', `${folder}/.design-docs.yaml`, 'Gate | level', 'Motivation: missing'])
      assert.ok(text.includes(words), `${words} in\n${text}`);
    await replace(
      editor.document,
      `${RFC}\n## Motivation\n\nQueues at the counters grew by half in March.\n`,
    );
    await commands.executeCommand('designDocs.explain');
    await until(
      [workspace.onDidChangeTextDocument],
      () => !explanation.getText().includes('Motivation: missing'),
    );
    assert.equal((await api()).documents.of(uri), undefined);
    assert.deepEqual(
      window.tabGroups.all.map(({ tabs }) => tabs.length),
      [1, 1],
      'the same preview',
    );
  });
});

/** Creates a folder with a config file, a template, and a document that follows the template. */
async function team(): Promise<{ folder: string; config: Uri; template: Uri; document: Uri }> {
  teams += 1;
  const folder = `team-${teams}`;
  const template = await write(`${folder}/templates/my-rfc.md`, TEMPLATE);
  const document = await write(`${folder}/rfcs/lockers-${teams}.md`, RFC);
  const config = await write(`${folder}/.design-docs.yaml`, CONFIG);
  return { folder, config, template, document };
}

let teams = 0;

/** Replaces the text of a document without saving it. */
async function replace(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  assert.ok(await workspace.applyEdit(edit));
}

async function complete({ document }: TextEditor, place: Position): Promise<string[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    place,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function hover({ document }: TextEditor, place: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, place);
  return hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value)).join('\n');
}

function shownExplanation(): { readonly label: string; readonly uri: Uri } | undefined {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  if (!(tab?.input instanceof TabInputCustom)) return undefined;
  const { uri } = tab.input;
  return uri.scheme === 'design-docs-explain' ? { label: tab.label, uri } : undefined;
}
