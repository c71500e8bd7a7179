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

  test('New Design Document writes exactly the required sections of the given template', async () => {
    await commands.executeCommand('designDocs.newDocument', {
      template: 'technical-design',
      title: 'Parcel Lockers',
      level: 'prototype',
    });
    const editor = window.activeTextEditor;
    assert.ok(editor);
    const { level, phases, total } = await readiness(editor);
    assert.deepEqual([level?.name, level?.isSet], ['prototype', true]);
    assert.equal(total, 8);
    const required = phases.flatMap(({ sections }) => sections.filter(({ need }) => need === 'required'));
    assert.ok(required.every(({ state }) => state !== 'missing'));
    assert.match(editor.document.getText(), /^# Parcel Lockers$/m);
    assert.equal(editor.selection.active.line, lineOf(editor, '## Overview') + 1);
    assert.ok(editor.document.isUntitled);
    await findings(editor.document.uri, (rules) => rules.includes('unwritten-section'));
    await newDecisionRecord();
  });

  test('Go to Next Unwritten Section goes down and wraps around to the top', async () => {
    const sections = ['Architecture', 'Components', 'Data Model'].map((title) => `## ${title}\n\nTBD\n`);
    const written = PROTOTYPE.replace(/<!-- Phase 1.*\n## Architecture\n\n.*\n\n/, '');
    const editor = await open(`${written}\n${sections.join('\n')}`);
    await readiness(editor);
    const seen: string[] = [];
    for (let step = 0; step < 4; step++) {
      await commands.executeCommand('designDocs.nextUnwritten');
      seen.push(editor.document.lineAt(editor.selection.active.line - 1).text);
    }
    assert.deepEqual(seen, ['## Architecture', '## Components', '## Data Model', '## Architecture']);
  });

  test('Treat This File as a Design Document makes the file a checked document', async () => {
    const editor = await open('# Notes\n\nSome thoughts.\n');
    assert.equal((await readiness(editor)).kind, 'none');
    await commands.executeCommand('designDocs.treatAsDesignDocument', { template: 'rfc' });
    assert.match(editor.document.getText(), /<!-- design-docs: template=rfc -->/);
    await readiness(editor, ({ kind }) => kind === 'document');
    await findings(editor.document.uri);
  });

  test('Fold Sections Outside the Current Phase leaves the current phase visible', async () => {
    const editor = await open(
      `${PROTOTYPE}\n## Data Model\n\n- Core entities, schemas, and relationships.\n- More.\n`,
    );
    await readiness(editor);
    await commands.executeCommand('designDocs.foldOtherPhases');
    const isVisible = (text: string): boolean =>
      editor.visibleRanges.some((range) =>
        range.contains(editor.document.lineAt(lineOf(editor, text)).range),
      );
    const isFolded = (): boolean =>
      ['## Overview', '## Quality', 'Scanners post', 'Core entities'].every(isVisible) &&
      !['Shops and their customers', 'Smoke tests pass'].some(isVisible);
    await until([window.onDidChangeTextEditorVisibleRanges], isFolded);
  });

  test('Restart Server restores the outline and the diagnostics', async () => {
    const editor = await open(PROTOTYPE);
    const before = await readiness(editor);
    await commands.executeCommand('designDocs.restartServer');
    await readiness(editor, (now) => now !== before);
    placeCursor(editor, 'Quality Level: prototype');
    await type('s');
    await findings(editor.document.uri, (rules) => rules.includes('unknown-quality-level'));
    await readiness(editor, ({ level }) => level?.isSet === false);
  });

  test('the link of a rule opens its page', async () => {
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

/** Uses a template without levels. The first document stays open, because VS Code could otherwise restore its text. */
async function newDecisionRecord(): Promise<void> {
  await commands.executeCommand('designDocs.newDocument', { template: 'adr', title: 'Use a log' });
  const editor = window.activeTextEditor;
  assert.ok(editor);
  assert.match(editor.document.getText(), /^# Use a log\n<!-- design-docs: template=adr -->\n/);
  const { kind, template } = await readiness(editor);
  assert.deepEqual([kind, template?.id], ['document', 'adr']);
  assert.equal(editor.selection.active.line, lineOf(editor, '## Context') + 1);
}
