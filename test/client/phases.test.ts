import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Documents } from '../../client/src/documents.ts';
import type { PhasesView } from '../../client/src/views/phases.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { readinessOf } from './readiness.ts';
import { EventEmitter, editor, mockVscode } from './vscode.ts';

mockVscode();
const { createPhasesView } = await import('../../client/src/views/phases.ts');

const DOCUMENT =
  '# Parcels\n\n## Overview\n\nShops see where a parcel is.\n\n## Quality\n\n- Quality Level: ';

test('a hidden view computes only its badge, and its rows once it becomes visible', () => {
  const { view, phases, reads, show, setVisible } = createView();
  show(`${DOCUMENT}prototype\n`);
  show(`${DOCUMENT}production\n`);
  assert.equal(view.badge?.value, 12);
  assert.equal(reads(), 0);
  setVisible(true);
  assert.ok(reads() > 0);
  assert.deepEqual(titles(phases), ['0. Project Basics', '1. Core Technical', '2. Production Readiness']);
  setVisible(false);
  const before = reads();
  show(`${DOCUMENT}prototype\n`);
  setVisible(false);
  assert.equal(reads(), before);
  assert.deepEqual(
    titles(phases),
    ['0. Project Basics', '1. Core Technical'],
    'rows that are requested are up to date',
  );
});

test('a visible view follows each change, and a hidden one catches up when it becomes visible', () => {
  const { phases, changes, show, setVisible } = createView();
  setVisible(true);
  show(`${DOCUMENT}experiment\n`);
  assert.equal(changes(), 1);
  assert.deepEqual(titles(phases), ['0. Project Basics']);
  setVisible(false);
  show(`${DOCUMENT}prototype\n`);
  assert.equal(changes(), 1);
  setVisible(true);
  assert.equal(changes(), 2);
  setVisible(false);
  setVisible(true);
  assert.equal(changes(), 2, 'nothing has changed');
  assert.deepEqual(titles(phases), ['0. Project Basics', '1. Core Technical']);
});

/** A Phases view, with functions to change its document and its visibility. */
function createView() {
  const changed = new EventEmitter<void>();
  const counter = { reads: 0, changes: 0 };
  let readiness: Readiness | undefined;
  const documents = {
    get shown() {
      return readiness;
    },
    onDidChange: changed.event,
  } as Documents;
  const state = { get: () => undefined, update: async () => {}, keys: () => [] };
  const phases = createPhasesView({ documents, state, move: async () => {} });
  phases.provider.onDidChangeTreeData?.(() => counter.changes++);
  const view = editor.view ?? assert.fail('no view was created');
  return {
    view,
    phases,
    /** How often `phases` of a readiness has been read. */
    reads: () => counter.reads,
    /** How often the view has been refreshed. */
    changes: () => counter.changes,
    show(text: string) {
      const { phases: all, ...rest } = readinessOf(text);
      readiness = Object.defineProperty(rest, 'phases', {
        get: () => {
          counter.reads++;
          return all;
        },
      }) as Readiness;
      changed.fire();
    },
    setVisible(visible: boolean) {
      view.visible = visible;
      editor.visibility.fire(undefined);
    },
  };
}

function titles({ provider }: PhasesView): string[] {
  return (provider.getChildren() as { label: string }[]).map(({ label }) => label);
}
