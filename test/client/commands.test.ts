import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { TextEditor } from 'vscode';
import type { CommandContext, Handler } from '../../client/src/commands/handler.ts';
import type { Documents } from '../../client/src/documents.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { finishedAt } from '../rules/written-document.ts';
import { readinessOf } from './readiness.ts';
import { editor, mockVscode, window } from './vscode.ts';

mockVscode();
const { foldOtherPhases } = await import('../../client/src/commands/fold-other-phases.ts');
const { goToTemplate } = await import('../../client/src/commands/go-to-template.ts');
const { insertMissing } = await import('../../client/src/commands/insert-missing.ts');
const { moveDown, moveUp } = await import('../../client/src/commands/move-section.ts');
const { nextUnwritten } = await import('../../client/src/commands/next-unwritten.ts');
const { openPreview } = await import('../../client/src/commands/open-preview.ts');
const { raiseLevel } = await import('../../client/src/commands/raise-level.ts');
const { setLevel } = await import('../../client/src/commands/set-level.ts');
const { updateContextKeys } = await import('../../client/src/context-keys.ts');
const { IN_DOCUMENT } = await import('../../client/src/commands/table.ts');

const DESIGN = readinessOf(
  '# Parcels\n\n## Overview\n\nSome.\n\n## Prior art\n\n## Quality\n\n- Quality Level: secure\n',
);
const DECISION = readinessOf(
  '<!-- design-docs: template=adr -->\n# Use a log\n\n## Decision Outcome\n\nA log.\n',
);

const FINISHED = readinessOf(finishedAt('production'));

/** Phase 0 is written, and all sections of phase 1 are missing. */
const PHASE_0 = readinessOf(`# Parcels

## Overview

Shops see where a parcel is.

## Goals and Non-Goals

- Goals: answer 5,000 requests a second by March.

## Quality

- Quality Level: prototype
- Entry/Exit criteria: smoke tests pass.
`);

beforeEach(() => {
  Object.assign(editor, { commands: [], messages: [], answer: undefined, shown: [], tabs: [] });
});

test('a command on a document without an open document offers to create one', async () => {
  for (const run of [nextUnwritten, raiseLevel, setLevel, insertMissing, moveUp, goToTemplate])
    await lastMessage(run, {});
  assert.deepEqual(new Set(editor.messages), new Set(['Open a design document first.']));
  assert.equal(editor.messages.length, 6);
  assert.deepEqual(editor.commands, []);
  editor.answer = 'New Design Document';
  await lastMessage(nextUnwritten, {});
  assert.deepEqual(editor.commands, [['designDocs.newDocument']]);
});

test('a command on a document behind another tab brings it to the front', async () => {
  assert.equal(await lastMessage(raiseLevel, { background: DESIGN }), 'secure is the highest quality level.');
  assert.deepEqual(editor.shown, [DESIGN.uri]);
  await lastMessage(openPreview, { background: DESIGN });
  assert.equal(editor.commands[0]?.[0], 'markdown.showPreviewToSide');
});

test('a command that cannot do anything tells the user why', async () => {
  const on = { shown: DESIGN };
  assert.match(await lastMessage(insertMissing, on), /^This edit would change the meaning of other text\./);
  assert.equal(await lastMessage(insertMissing, { shown: FINISHED }), 'No sections are missing.');
  assert.match(
    await lastMessage(setLevel, on, 'prototype'),
    /^This edit would change the meaning of other text\./,
  );
  assert.equal(await lastMessage(moveUp, on), 'Place the cursor in a section first.');
  assert.equal(await lastMessage(goToTemplate, on), 'Place the cursor in a section first.');
  assert.equal(await lastMessage(moveUp, on, row('Overview')), 'Overview is already the first section here.');
  assert.equal(await lastMessage(moveDown, on, row('Quality')), 'Quality is already the last section here.');
  assert.match(
    await lastMessage(moveDown, on, row('Overview')),
    /^The section cannot be moved there because /,
  );
  assert.match(await lastMessage(goToTemplate, on, row('Prior art')), /^Prior art is your own section\. /);
  assert.equal(
    await lastMessage(goToTemplate, on, row('Overview')),
    'The template of this document cannot be opened.',
  );
  assert.equal(
    await lastMessage(foldOtherPhases, { shown: FINISHED }),
    'All required sections are written, so there is no current phase.',
  );
  assert.equal(
    await lastMessage(foldOtherPhases, { shown: PHASE_0 }),
    'The document has no sections of the current phase yet.',
  );
  for (const run of [raiseLevel, setLevel])
    assert.equal(
      await lastMessage(run, { shown: DECISION }),
      'The template of this document has no quality levels.',
    );
});

test('keybindings are active only while the active editor has the shown document', () => {
  const isInDocument = (shown: Readiness | undefined): unknown => {
    const documents = {
      shown,
      of: () => shown,
      onDidChange: () => ({ dispose() {} }),
    } as unknown as Documents;
    updateContextKeys(documents);
    return editor.commands.findLast(([, key]) => key === IN_DOCUMENT)?.[2];
  };
  window.activeTextEditor = { document: { uri: 'file:///home/notes.md' } } as unknown as TextEditor;
  assert.equal(isInDocument(undefined), false);
  assert.equal(isInDocument(DESIGN), true);
  window.activeTextEditor = undefined;
  assert.equal(isInDocument(DESIGN), false);
});

/** Runs a command with a server that never has an edit, and returns the last message to the user. */
async function lastMessage(run: Handler, documents: Partial<Documents>, argument?: unknown): Promise<string> {
  const server = { edit: async () => undefined, templatePlace: async () => null };
  await run({ server, documents } as unknown as CommandContext, argument);
  return editor.messages.at(-1) ?? '';
}

function row(label: string): { readonly id: string | undefined } {
  const sections = [...DESIGN.phases.flatMap((phase) => phase.sections), ...DESIGN.anyPhase];
  return { id: sections.find(({ title }) => title === label)?.key };
}
