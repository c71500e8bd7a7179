import assert from 'node:assert/strict';
import { commands, env, TabInputWebview, Uri, window } from 'vscode';
import {
  api,
  closeAll,
  findings,
  lineOf,
  open,
  PROTOTYPE,
  placeCursor,
  readiness,
  type,
  until,
} from './editor.ts';

suite('Commands', () => {
  teardown(closeAll);

  test('New Design Document opens exactly the sections that the level needs', async () => {
    await commands.executeCommand('designDocs.newDocument', { title: 'Parcel Lockers', level: 'prototype' });
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const { level, phases, total } = await readiness(editor);
    assert.deepEqual(level, { name: 'prototype', isSet: true });
    assert.equal(total, 8);
    const required = phases.flatMap(({ sections }) => sections.filter(({ need }) => need === 'required'));
    assert.ok(required.every(({ state }) => state !== 'missing'));
    assert.match(editor.document.getText(), /^# Parcel Lockers$/m);
    assert.equal(editor.selection.active.line, lineOf(editor, '## Overview') + 1);
  });

  test('Go to Next Unwritten Section goes down and begins again at the top', async () => {
    await commands.executeCommand('designDocs.newDocument', { title: 'Parcel Lockers', level: 'experiment' });
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const heading = (): string => {
      const above = editor.document
        .getText()
        .split('\n')
        .slice(0, editor.selection.active.line + 1);
      return above.findLast((line) => line.startsWith('## ')) ?? '';
    };
    const first = heading();
    const seen: string[] = [];
    do {
      await commands.executeCommand('designDocs.nextUnwritten');
      seen.push(heading());
    } while (heading() !== first && seen.length < 20);
    assert.deepEqual(seen.at(-1), first);
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length > 1);
  });

  test('Treat This File as a Design Document has it checked from then on', async () => {
    const editor = await open('# Notes\n\nSome thoughts.\n');
    assert.equal((await readiness(editor)).kind, 'none');
    await commands.executeCommand('designDocs.treatAsDesignDocument');
    assert.match(editor.document.getText(), /<!-- design-docs: template=technical-design -->/);
    await readiness(editor, ({ kind }) => kind === 'document');
    await findings(editor.document.uri);
  });

  test('Fold Sections Outside the Current Phase leaves the others to be seen', async () => {
    const editor = await open(
      `${PROTOTYPE}\n## Data Model\n\n- Core entities, schemas, and relationships.\n- More.\n`,
    );
    await readiness(editor);
    await commands.executeCommand('designDocs.foldOtherPhases');
    const isVisible = (text: string): boolean =>
      editor.visibleRanges.some((range) =>
        range.contains(editor.document.lineAt(lineOf(editor, text)).range),
      );
    await until(
      [window.onDidChangeTextEditorVisibleRanges],
      () => !isVisible('Shops and their customers') && !isVisible('Smoke tests pass'),
    );
    assert.ok(isVisible('## Overview'));
    assert.ok(isVisible('Scanners post'));
    assert.ok(isVisible('Core entities'));
  });

  test('Restart Server starts anew, and the outline and the findings are back', async () => {
    const editor = await open(PROTOTYPE);
    const before = await readiness(editor);
    await commands.executeCommand('designDocs.restartServer');
    await readiness(editor, (now) => now !== before);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    await findings(editor.document.uri, (rules) => rules.includes('unknown-quality-level'));
    await readiness(editor, ({ level }) => level?.isSet === false);
  });

  test('the address of a rule opens its page', async () => {
    await api();
    await commands.executeCommand(
      'vscode.open',
      Uri.parse(`${env.uriScheme}://design-docs.design-docs/rules/missing-section`),
    );
    const { tabGroups } = window;
    const tab = await until([tabGroups.onDidChangeTabs], () =>
      tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof TabInputWebview),
    );
    assert.match(tab.label, /missing-section/);
  });
});
