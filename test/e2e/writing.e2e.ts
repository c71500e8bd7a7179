import assert from 'node:assert/strict';
import {
  type CompletionList,
  commands,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  type MarkdownString,
  Position,
  Range,
} from 'vscode';
import {
  acceptSuggestion,
  closeAll,
  lineOf,
  open,
  PROTOTYPE,
  placeCursor,
  readiness,
  type,
} from './editor.ts';

suite('Writing', () => {
  teardown(closeAll);

  test('a number sign completes to a section with its marker and guidance', async () => {
    const editor = await open(`${PROTOTYPE}\n`);
    await readiness(editor);
    placeCursor(editor, editor.document.getText());
    await type('#');
    await acceptSuggestion(editor);
    const added = editor.document.getText().slice(PROTOTYPE.length);
    assert.match(added, /^\n<!-- Phase 1: Core Technical -->\n## Components\n\nDescribe major components/);
    await readiness(editor, ({ done }) => done >= 4);
  });

  test('the completion list filters while a heading is typed', async () => {
    const editor = await open(`${PROTOTYPE}\n`);
    await readiness(editor);
    placeCursor(editor, editor.document.getText());
    for (const key of '## test') await type(key);
    await acceptSuggestion(editor);
    const added = editor.document.getText().slice(PROTOTYPE.length);
    assert.match(added, /^\n<!-- Phase 1: Core Technical -->\n## Testing Strategy\n/);
  });

  test('the quality levels are offered after their label', async () => {
    const editor = await open(PROTOTYPE.replace('Level: prototype', 'Level: '));
    await readiness(editor);
    const place = new Position(lineOf(editor, 'Quality Level:'), '- Quality Level: '.length);
    const { items } = await commands.executeCommand<CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      place,
      ' ',
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const level of ['experiment', 'prototype', 'production', 'secure'])
      assert.ok(labels.includes(level));
  });

  test('a snippet inserts the whole document, and the outline shows it', async () => {
    const editor = await open('');
    await commands.executeCommand('editor.action.insertSnippet', {
      langId: 'markdown',
      name: 'Technical Design',
    });
    const { phases } = await readiness(editor, ({ kind }) => kind === 'document');
    assert.deepEqual(
      phases.map(({ number }) => number),
      [0, 1, 2, 3],
    );
    assert.match(editor.document.getText(), /^## Open Questions$/m);
  });

  test('a hover shows the guidance of a section', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const place = new Position(lineOf(editor, '## Architecture'), 5);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      place,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value))
      .join('\n');
    assert.match(text, /Deployment targets and runtime assumptions/);
  });

  test('an inlay hint after the heading of an unwritten section shows its phase and required level', async () => {
    const editor = await open(
      `${PROTOTYPE}\n## Data Model\n\n- Core entities, schemas, and relationships.\n`,
    );
    await readiness(editor);
    const hints = await commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      editor.document.uri,
      new Range(0, 0, editor.document.lineCount, 0),
    );
    assert.deepEqual(
      hints.map(({ label, position }) => `${position.line}: ${label}`),
      [`${lineOf(editor, '## Data Model')}: Phase 1 · required at prototype`],
    );
  });

  test('features of VS Code’s own Markdown extension are not provided twice', async () => {
    const editor = await open(PROTOTYPE.replace('parcel is.', 'parcel is: [quality](#quality).'));
    await readiness(editor);
    const { uri } = editor.document;
    const symbols = await commands.executeCommand<DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    const flat = (list: readonly DocumentSymbol[]): DocumentSymbol[] =>
      list.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
    const headings = editor.document.getText().match(/^#+ .*$/gm) ?? [];
    assert.deepEqual(
      flat(symbols).map(({ name }) => name),
      headings,
    );
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', uri);
    assert.equal(links.length, 1);
    const place = new Position(
      lineOf(editor, '#quality'),
      editor.document.lineAt(5).text.indexOf('#quality') + 2,
    );
    const targets = await commands.executeCommand<unknown[]>('vscode.executeDefinitionProvider', uri, place);
    assert.equal(targets.length, 1);
  });
});
