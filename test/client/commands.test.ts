import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { TextEditor } from 'vscode';
import type { Handler, Workbench } from '../../client/src/commands/handler.ts';
import type { Documents } from '../../client/src/documents.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { finishedAt } from '../rules/written-document.ts';
import { readinessOf } from './readiness.ts';
import { editor, standInForVscode, window } from './vscode.ts';

standInForVscode();
const { goToTemplate } = await import('../../client/src/commands/go-to-template.ts');
const { insertMissing } = await import('../../client/src/commands/insert-missing.ts');
const { moveDown, moveUp } = await import('../../client/src/commands/move-section.ts');
const { nextUnwritten } = await import('../../client/src/commands/next-unwritten.ts');
const { openPreview } = await import('../../client/src/commands/open-preview.ts');
const { raiseLevel } = await import('../../client/src/commands/raise-level.ts');
const { setLevel } = await import('../../client/src/commands/set-level.ts');
const { keepContextKeys } = await import('../../client/src/context-keys.ts');
const { IN_DOCUMENT } = await import('../../client/src/commands/table.ts');

const DESIGN = readinessOf(
  '# Parcels\n\n## Overview\n\nSome.\n\n## Prior art\n\n## Quality\n\n- Quality Level: secure\n',
);
const DECISION = readinessOf(
  '<!-- design-docs: template=adr -->\n# Use a log\n\n## Decision Outcome\n\nA log.\n',
);

const FINISHED = readinessOf(finishedAt('production'));

beforeEach(() => {
  Object.assign(editor, { commands: [], messages: [], answer: undefined, fronts: [], tabs: [] });
});

test('a command on a document says where there is none, and offers to begin one', async () => {
  for (const run of [nextUnwritten, raiseLevel, setLevel, insertMissing, moveUp, goToTemplate])
    await told(run, {});
  assert.deepEqual(new Set(editor.messages), new Set(['Open a design document first.']));
  assert.equal(editor.messages.length, 6);
  assert.deepEqual(editor.commands, []);
  editor.answer = 'New Design Document';
  await told(nextUnwritten, {});
  assert.deepEqual(editor.commands, [['designDocs.newDocument']]);
});

test('a document that another tab covers is brought to front', async () => {
  assert.equal(await told(raiseLevel, { covered: DESIGN }), 'secure is the highest quality level.');
  assert.deepEqual(editor.fronts, [DESIGN.uri]);
  await told(openPreview, { covered: DESIGN });
  assert.equal(editor.commands[0]?.[0], 'markdown.showPreviewToSide');
});

test('what cannot be done is told, with the reason', async () => {
  const on = { shown: DESIGN };
  assert.match(await told(insertMissing, on), /^Other text would change its meaning\./);
  assert.equal(await told(insertMissing, { shown: FINISHED }), 'No section is missing.');
  assert.match(await told(setLevel, on, 'prototype'), /^Other text would change its meaning\./);
  assert.equal(await told(moveUp, on), 'Place the cursor in a section first.');
  assert.equal(await told(goToTemplate, on), 'Place the cursor in a section first.');
  assert.equal(await told(moveUp, on, row('Overview')), 'Overview is the first section here.');
  assert.equal(await told(moveDown, on, row('Quality')), 'Quality is the last section here.');
  assert.match(await told(moveDown, on, row('Overview')), /^It cannot be moved there: /);
  assert.match(await told(goToTemplate, on, row('Prior art')), /^Prior art is a section of your own: /);
  assert.equal(
    await told(goToTemplate, on, row('Overview')),
    'The template of this document cannot be opened.',
  );
  for (const run of [raiseLevel, setLevel])
    assert.equal(
      await told(run, { shown: DECISION }),
      'The template of this document has no quality levels.',
    );
});

test('no keys are taken where no document is shown', () => {
  const isIn = (shown: Readiness | undefined): unknown => {
    const documents = {
      shown,
      of: () => shown,
      onDidChange: () => ({ dispose() {} }),
    } as unknown as Documents;
    keepContextKeys(documents);
    return editor.commands.findLast(([, key]) => key === IN_DOCUMENT)?.[2];
  };
  window.activeTextEditor = { document: { uri: 'file:///home/notes.md' } } as unknown as TextEditor;
  assert.equal(isIn(undefined), false);
  assert.equal(isIn(DESIGN), true);
  window.activeTextEditor = undefined;
  assert.equal(isIn(DESIGN), false);
});

/** What the author is told last when a command is run on some document, whose server finds nothing to do. */
async function told(run: Handler, documents: Partial<Documents>, argument?: unknown): Promise<string> {
  const server = { edit: async () => undefined, templatePlace: async () => null };
  await run({ server, documents } as unknown as Workbench, argument);
  return editor.messages.at(-1) ?? '';
}

function row(label: string): { readonly id: string | undefined } {
  const sections = [...DESIGN.phases.flatMap((phase) => phase.sections), ...DESIGN.anyPhase];
  return { id: sections.find(({ title }) => title === label)?.key };
}
