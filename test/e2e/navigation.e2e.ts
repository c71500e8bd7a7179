import assert from 'node:assert/strict';
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  type Hover,
  type Location,
  type LocationLink,
  type MarkdownString,
  type Position,
  type TextEditor,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { closeAll, lineOf, open, PROTOTYPE, readiness } from './editor.ts';

const DESIGN = `${PROTOTYPE}
## Components

- **Scan projector:** keeps one row for each parcel.
- **Parcel API:** answers shops.

## Interfaces

The Parcel API has one call; see [components](#components). The Scan projector has none.
`;

suite('Navigation', () => {
  teardown(closeAll);

  test('Go to Definition on a heading goes to its line in the template', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const places = await definitions(editor, positionOf(editor, '## Interfaces'));
    const own = places.find(({ uri }) => uri.path.endsWith('/templates/technical-design.md'));
    assert.ok(own, 'the template is one of the definitions');
    const template = await workspace.openTextDocument(own.uri);
    assert.equal(template.lineAt(own.line).text, '## Interfaces');
  });

  test('a component name has a definition and references', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const place = positionOf(editor, 'The Parcel API', 6);
    const { uri } = editor.document;
    assert.deepEqual(
      (await definitions(editor, place)).map(({ uri, line, text }) => [uri.path, line, text]),
      [[uri.path, lineOf(editor, '- **Parcel API'), 'Parcel API']],
    );
    const uses = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', uri, place);
    assert.deepEqual(
      uses.map(({ range }) => editor.document.getText(range)),
      ['Parcel API', 'Parcel API'],
    );
  });

  test('components are renamed by the server, headings by VS Code, and other words by neither', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const inText = positionOf(editor, 'The Parcel API', 6);
    assert.equal(await nameAt(editor, inText), 'Parcel API');
    const renamed = await rename(editor, inText, 'Tracking API');
    const { uri } = editor.document;
    const [confirmation, ...changes] = renamed.get(uri);
    assert.equal(confirmation?.newText, '');
    assert.deepEqual(
      changes.map(({ range, newText }) => `${editor.document.getText(range)} → ${newText}`),
      ['Parcel API → Tracking API', 'Parcel API → Tracking API'],
    );
    const onHeading = positionOf(editor, '## Components', 5);
    assert.equal(await nameAt(editor, onHeading), 'Components');
    const heading = await rename(editor, onHeading, 'Parts');
    assert.deepEqual(
      heading
        .get(uri)
        .map(({ newText }) => newText)
        .sort(),
      ['Parts', 'parts'],
    );
    const isRenamable = await nameAt(editor, positionOf(editor, 'Shops and their', 2)).then(
      () => true,
      () => false,
    );
    assert.equal(isRenamable, false);
  });

  test('a hover links to the template', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      positionOf(editor, '## Interfaces'),
    );
    const texts = hovers.flatMap(({ contents }) => contents as MarkdownString[]);
    const text = texts.map(({ value }) => value).join('\n');
    const [, uri] = /\[Line \d+ of the template\]\(<(.+)>\)/.exec(text) ?? [];
    // A link to a web address would leave the editor, so there is none if the extension is loaded from the web.
    const isWeb = (await definitions(editor, positionOf(editor, '## Interfaces'))).some(
      ({ uri: { scheme } }) => /^https?$/.test(scheme),
    );
    assert.equal(uri === undefined, isWeb, text);
    assert.ok(isWeb || /templates\/technical-design\.md#L\d+$/.test(uri ?? ''), text);
  });

  test('a code lens above the level counts the written sections if it is turned on', async () => {
    const editor = await open(`${DESIGN}\n## Data Model\n\nTBD\n`);
    await readiness(editor);
    const settings = workspace.getConfiguration('designDocs');
    const lenses = (): Thenable<CodeLens[]> =>
      commands.executeCommand('vscode.executeCodeLensProvider', editor.document.uri, 9);
    assert.deepEqual(await lenses(), []);
    await settings.update('codeLens', true, ConfigurationTarget.Global);
    try {
      let [lens] = await lenses();
      // VS Code has no event for the server reading a setting, so the request is repeated until it has an effect.
      while (!lens) [lens] = await lenses();
      assert.equal(lens.command?.title, 'prototype: 6 of 8 sections written');
      assert.equal(lens.range.start.line, lineOf(editor, 'Quality Level'));
      await commands.executeCommand(lens.command.command);
      assert.ok(
        editor.selection.active.line >= lineOf(editor, '## Data Model'),
        'the command moved the cursor',
      );
    } finally {
      await settings.update('codeLens', undefined, ConfigurationTarget.Global);
    }
  });
});

function positionOf(editor: TextEditor, text: string, character = 4): Position {
  const offset = editor.document.getText().indexOf(text);
  if (offset < 0) throw new Error(`The document has no “${text}”.`);
  return editor.document.positionAt(offset + character);
}

async function definitions({ document }: TextEditor, place: Position) {
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    place,
  );
  return found.map((each) => {
    const [uri, range] = 'uri' in each ? [each.uri, each.range] : [each.targetUri, each.targetRange];
    return { uri, line: range.start.line, text: document.getText(range) };
  });
}

/** The name that the editor offers to rename. */
async function nameAt({ document }: TextEditor, place: Position): Promise<string> {
  const prepared = await commands.executeCommand<{ placeholder: string }>(
    'vscode.prepareRename',
    document.uri,
    place,
  );
  return prepared.placeholder;
}

function rename({ document }: TextEditor, place: Position, name: string): Thenable<WorkspaceEdit> {
  return commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, place, name);
}
