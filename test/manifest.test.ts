import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import picomatch from 'picomatch';
import { COMMANDS, PHASES_VIEW, WALKTHROUGH } from '../client/src/commands/table.ts';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
  };
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>>; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const root = join(import.meta.dirname, '..');
const { contributes }: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [walkthrough] = contributes.walkthroughs;
const steps = walkthrough?.steps ?? [];

describe('the manifest', () => {
  test('has the walkthrough that its command opens, with four to six steps', () => {
    assert.equal(walkthrough?.id, WALKTHROUGH);
    assert.ok(steps.length >= 4 && steps.length <= 6);
  });

  for (const { id, description, completionEvents, media } of steps) {
    test(`links and completes the walkthrough step “${id}” only with commands that exist`, () => {
      assert.deepEqual(linkedIn(description).filter(isUnknown), []);
      const named = completionEvents.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []);
      assert.deepEqual(named.filter(isUnknown), []);
    });

    test(`has a picture for every theme kind in the walkthrough step “${id}”`, () => {
      assert.deepEqual(Object.keys(media.image).sort(), ['dark', 'hc', 'hcLight', 'light']);
      for (const path of Object.values(media.image)) assert.ok(existsSync(join(root, path)), path);
      assert.notEqual(media.image['dark'], media.image['light']);
      assert.notEqual(media.altText, '');
    });
  }

  test('packages every picture of the walkthrough', () => {
    const ignored = readFileSync(join(root, '.vscodeignore'), 'utf8').split('\n');
    const isPackaged = picomatch(ignored.flatMap((line) => (line.startsWith('!') ? line.slice(1) : [])));
    const pictures = steps.flatMap(({ media }) => Object.values(media.image));
    assert.deepEqual(
      pictures.filter((path) => !isPackaged(path)),
      [],
    );
  });

  test('links only to commands that exist in the welcome texts of empty views', () => {
    for (const { contents } of contributes.viewsWelcome) {
      const linked = linkedIn(contents);
      assert.ok(linked.length > 0, contents);
      assert.deepEqual(linked.filter(isUnknown), []);
    }
  });
});

function linkedIn(text: string): string[] {
  return [...text.matchAll(/\]\(command:([^?)]+)/g)].map(([, command]) => command ?? '');
}

/** VS Code's own commands are recognized by prefix only. The test in the editor checks that they exist. */
function isUnknown(command: string): boolean {
  if (command.startsWith('designDocs.')) return !(command in COMMANDS) && command !== `${PHASES_VIEW}.focus`;
  return !/^(?:workbench\.action|markdown|editor\.action)\./.test(command);
}
