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

  test('a heading leads to its line of the template', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const places = await definitions(editor, placeOf(editor, '## Interfaces'));
    const own = places.find(({ uri }) => uri.path.endsWith('/templates/technical-design.md'));
    assert.ok(own, 'the template is one of the places');
    const template = await workspace.openTextDocument(own.uri);
    assert.equal(template.lineAt(own.line).text, '## Interfaces');
  });

  test('a component’s name leads to its entry and to its uses', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const place = placeOf(editor, 'The Parcel API', 6);
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

  test('a component is renamed by us, a heading by VS Code, and where there is neither nobody does', async () => {
    const editor = await open(DESIGN);
    await readiness(editor);
    const inText = placeOf(editor, 'The Parcel API', 6);
    assert.equal(await nameAt(editor, inText), 'Parcel API');
    const renamed = await rename(editor, inText, 'Tracking API');
    const { uri } = editor.document;
    const [look, ...changes] = renamed.get(uri);
    assert.equal(look?.newText, '');
    assert.deepEqual(
      changes.map(({ range, newText }) => `${editor.document.getText(range)} → ${newText}`),
      ['Parcel API → Tracking API', 'Parcel API → Tracking API'],
    );
    const onHeading = placeOf(editor, '## Components', 5);
    assert.equal(await nameAt(editor, onHeading), 'Components');
    const heading = await rename(editor, onHeading, 'Parts');
    assert.deepEqual(
      heading
        .get(uri)
        .map(({ newText }) => newText)
        .sort(),
      ['Parts', 'parts'],
    );
    const isRenamable = await nameAt(editor, placeOf(editor, 'Shops and their', 2)).then(
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
      placeOf(editor, '## Interfaces'),
    );
    const texts = hovers.flatMap(({ contents }) => contents as MarkdownString[]);
    const text = texts.map(({ value }) => value).join('\n');
    const [, uri] = /\[Line \d+ of the template\]\(<(.+)>\)/.exec(text) ?? [];
    // A click on an address of the web would leave the editor, so there is no link where the extension lies there.
    const isWeb = (await definitions(editor, placeOf(editor, '## Interfaces'))).some(({ uri: { scheme } }) =>
      /^https?$/.test(scheme),
    );
    assert.equal(uri === undefined, isWeb, text);
    assert.ok(isWeb || /templates\/technical-design\.md#L\d+$/.test(uri ?? ''), text);
  });

  test('a code lens above the level counts what is written, when it is turned on', async () => {
    const editor = await open(`${DESIGN}\n## Data Model\n\nTBD\n`);
    await readiness(editor);
    const settings = workspace.getConfiguration('designDocs');
    const lenses = (): Thenable<CodeLens[]> =>
      commands.executeCommand('vscode.executeCodeLensProvider', editor.document.uri, 9);
    assert.deepEqual(await lenses(), []);
    await settings.update('codeLens', true, ConfigurationTarget.Global);
    try {
      let [lens] = await lenses();
      // No event tells when the server has read the setting, so it is asked until it has.
      while (!lens) [lens] = await lenses();
      assert.equal(lens.command?.title, 'ready for prototype: 6 of 8');
      assert.equal(lens.range.start.line, lineOf(editor, 'Quality Level'));
      await commands.executeCommand(lens.command.command);
      assert.ok(editor.selection.active.line >= lineOf(editor, '## Data Model'), 'the cursor is there');
    } finally {
      await settings.update('codeLens', undefined, ConfigurationTarget.Global);
    }
  });
});

function placeOf(editor: TextEditor, text: string, character = 4): Position {
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

/** The name that the editor offers to change. */
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
