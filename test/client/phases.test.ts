import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Documents } from '../../client/src/documents.ts';
import type { PhasesView } from '../../client/src/views/phases.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { readinessOf } from './readiness.ts';
import { EventEmitter, editor, standInForVscode } from './vscode.ts';

standInForVscode();
const { createPhasesView } = await import('../../client/src/views/phases.ts');

const DOCUMENT =
  '# Parcels\n\n## Overview\n\nShops see where a parcel is.\n\n## Quality\n\n- Quality Level: ';

test('while the view is hidden only its badge is worked out, and the rest once somebody looks', () => {
  const { view, phases, reads, show, look } = shown();
  show(`${DOCUMENT}prototype\n`);
  show(`${DOCUMENT}production\n`);
  assert.equal(view.badge?.value, 12);
  assert.equal(reads(), 0);
  look(true);
  assert.ok(reads() > 0, 'it is seen');
  assert.deepEqual(titles(phases), ['0. Project Basics', '1. Core Technical', '2. Production Readiness']);
  look(false);
  const before = reads();
  show(`${DOCUMENT}prototype\n`);
  look(false);
  assert.equal(reads(), before);
  assert.deepEqual(titles(phases), ['0. Project Basics', '1. Core Technical'], 'who asks for rows gets them');
});

test('a view that is seen follows each change, and one that is seen again shows what is so by then', () => {
  const { phases, changes, show, look } = shown();
  look(true);
  show(`${DOCUMENT}experiment\n`);
  assert.equal(changes(), 1);
  assert.deepEqual(titles(phases), ['0. Project Basics']);
  look(false);
  show(`${DOCUMENT}prototype\n`);
  assert.equal(changes(), 1);
  look(true);
  assert.equal(changes(), 2);
  look(false);
  look(true);
  assert.equal(changes(), 2, 'nothing is new');
  assert.deepEqual(titles(phases), ['0. Project Basics', '1. Core Technical']);
});

/** The view over one document, and what there is to do with both. */
function shown() {
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
  const view = editor.view ?? assert.fail('there is a view');
  return {
    view,
    phases,
    /** How often the phases of a readiness were read. */
    reads: () => counter.reads,
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
    look(visible: boolean) {
      view.visible = visible;
      editor.visibility.fire(undefined);
    },
  };
}

function titles({ provider }: PhasesView): string[] {
  return (provider.getChildren() as { label: string }[]).map(({ label }) => label);
}
