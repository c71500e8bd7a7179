import assert from 'node:assert/strict';
import { commands, ViewColumn, window, workspace } from 'vscode';
import { api, closeAll, lineOf, open, PROTOTYPE, placeCursor, readiness, until } from './editor.ts';
import { outline, phasesOf, row } from './rows.ts';

suite('The phase outline', () => {
  teardown(closeAll);

  test('lists phases and sections with their state, and own sections under “Any phase”', async () => {
    const editor = await open(`${PROTOTYPE}\n## Prior art\n\nNone that scales.\n`);
    await readiness(editor);
    assert.deepEqual(await outline(), [
      '0. Project Basics 3/3',
      '  Overview written',
      '  Goals and Non‑Goals written',
      '  Quality written',
      '1. Core Technical 1/5 · current',
      '  Architecture written',
      '  Components missing',
      '  Data Model missing',
      '  Interfaces missing',
      '  Algorithms / Processing missing · recommended',
      '  Testing Strategy missing',
      'Any phase ',
      '  Prior art your own',
    ]);
  });

  test('lists the sections of a document without phases, and follows the cursor', async () => {
    const directive = '<!-- design-docs: template=adr -->';
    const context = 'Scanners lose events while the database is down.';
    const text = `${directive}\n# Use a log\n\n## Context\n\n${context}\n\n## Rollout\n\nIn March.\n`;
    const editor = await open(text);
    await readiness(editor);
    assert.deepEqual(await outline(), [
      'Context and Problem Statement written',
      'Considered Options missing',
      'Decision Outcome missing',
      'Rollout your own',
    ]);
    const { view } = (await api()).phases;
    await commands.executeCommand('designDocs.phases.focus');
    await until([view.onDidChangeVisibility], () => view.visible);
    placeCursor(editor, 'March');
    await until([view.onDidChangeSelection], () => view.selection[0]?.label === 'Rollout');
  });

  test('follows the level, and its badge counts the remaining sections', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const { view } = (await api()).phases;
    assert.equal(view.badge?.value, 4);
    await commands.executeCommand('designDocs.setLevel', 'experiment');
    await readiness(editor, ({ level }) => level?.name === 'experiment');
    assert.match(editor.document.getText(), /^- Quality Level: experiment$/m);
    assert.equal(view.badge, undefined);
    assert.deepEqual(phasesOf(await outline()), ['0. Project Basics 2/2', '1. Core Technical not required']);
    await commands.executeCommand('designDocs.setLevel', 'secure');
    await readiness(editor, ({ level }) => level?.name === 'secure');
    assert.deepEqual(phasesOf(await outline()), [
      '0. Project Basics 3/3',
      '1. Core Technical 1/6 · current',
      '2. Production Readiness 0/5',
      '3. Secure/Compliance 0/1',
    ]);
  });

  test('goes to a section, and follows the cursor into another', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const { view } = (await api()).phases;
    await commands.executeCommand('designDocs.phases.focus');
    await until([view.onDidChangeVisibility], () => view.visible);
    const overview = await row('Overview');
    await commands.executeCommand('designDocs.revealSection', overview.id);
    assert.equal(window.activeTextEditor?.document, editor.document);
    assert.equal(editor.selection.active.line, lineOf(editor, '## Overview') + 1);
    placeCursor(editor, 'Scanners');
    await until([view.onDidChangeSelection], () => view.selection[0]?.label === 'Architecture');
  });

  test('goes to where a missing section belongs, and its row stays selected', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const { view } = (await api()).phases;
    await commands.executeCommand('designDocs.phases.focus');
    await until([view.onDidChangeVisibility], () => view.visible);
    const missing = await row('Components');
    await view.reveal(missing, { select: true });
    await commands.executeCommand('designDocs.revealSection', missing.id);
    assert.equal(editor.document.getText(), PROTOTYPE);
    assert.equal(editor.selection.active.line, editor.document.lineCount - 1);
    assert.equal(view.selection[0]?.label, 'Components');
  });

  test('shows only what is left, and a message if nothing is left', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const { view } = (await api()).phases;
    await commands.executeCommand('designDocs.showOnlyLeft');
    try {
      assert.deepEqual(await outline(), [
        '1. Core Technical 1/5 · current',
        '  Components missing',
        '  Data Model missing',
        '  Interfaces missing',
        '  Testing Strategy missing',
      ]);
      await commands.executeCommand('designDocs.setLevel', 'experiment');
      await readiness(editor, ({ level }) => level?.name === 'experiment');
      assert.deepEqual(await outline(), []);
      assert.equal(view.message, 'Nothing is left to write for experiment.');
    } finally {
      await commands.executeCommand('designDocs.showAll');
    }
    assert.equal(view.message, '');
    assert.deepEqual(phasesOf(await outline()), ['0. Project Basics 2/2', '1. Core Technical not required']);
  });

  test('shows the sections in document order, and then by phase again', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    await commands.executeCommand('designDocs.showInDocumentOrder');
    try {
      assert.deepEqual(await outline(), [
        'Overview written',
        'Goals and Non‑Goals written',
        'Architecture written',
        'Quality written',
        'Components missing',
        'Data Model missing',
        'Interfaces missing',
        'Algorithms / Processing missing · recommended',
        'Testing Strategy missing',
      ]);
    } finally {
      await commands.executeCommand('designDocs.groupByPhase');
    }
    assert.equal(phasesOf(await outline())[0], '0. Project Basics 3/3');
  });

  test('inserts a missing section where it belongs and goes there', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    await commands.executeCommand('designDocs.insertSection', await row('Components'));
    const text = editor.document.getText();
    assert.match(text, /Smoke tests pass\.\n\n<!-- Phase 1: Core Technical -->\n## Components\n/);
    assert.equal(editor.selection.active.line, lineOf(editor, '## Components') + 1);
    assert.match((await outline()).join('\n'), /Components not written/);
  });

  test('keeps showing a visible design document when another file has the focus', async () => {
    const editor = await open(PROTOTYPE);
    await readiness(editor);
    const { documents } = await api();
    const notes = await workspace.openTextDocument({ language: 'markdown', content: '# Notes\n' });
    const beside = await window.showTextDocument(notes, ViewColumn.Beside);
    await readiness(beside);
    assert.equal(window.activeTextEditor, beside);
    assert.equal(documents.shown?.uri, editor.document.uri.toString());
    await closeAll();
    await until([documents.onDidChange], () => documents.shown === undefined);
    assert.deepEqual(await outline(), []);
  });
});
