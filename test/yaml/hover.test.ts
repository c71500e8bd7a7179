import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverYaml } from '../../server/src/yaml/hover.ts';
import { readMarked } from '../support/marked.ts';
import { SCHEMA } from './schema.ts';

function hovers(source: string, expected: string | undefined, path: readonly string[] = []): void {
  const { text, cursor = -1, ranges } = readMarked(source);
  const hover = hoverYaml(text, { start: 0, end: text.length }, cursor, SCHEMA, path);
  assert.equal(hover?.text, expected);
  assert.deepEqual(hover ? [{ start: hover.start, end: hover.end }] : [], ranges);
}

test('shows the description of a key', () => {
  hovers('ver$0sion: 1\n~~~~~~~', 'The version of the format.\n\nOne of: `1`.');
  hovers('sections: { A: { required-from$0: x } }\n                 ~~~~~~~~~~~~~', 'For example: `beta`.');
  hovers(
    'design-docs:\n  $0level: x\n  ~~~~~',
    'The **level**.\n\nOne of: `alpha`, `beta`, `gamma`.\n\nDefault: `beta`.',
    ['design-docs'],
  );
});

test('shows the description of the value for a name that is not predefined', () => {
  hovers('sections:\n  My Sec$0tion:\n  ~~~~~~~~~~\n    phase: 1', 'A section.');
});

test('shows the description of a key in broken YAML', () => {
  hovers('sections:\n  A: {phase: 1\nvers$0ion: 1\n~~~~~~~', 'The version of the format.\n\nOne of: `1`.');
});

test('shows nothing anywhere else', () => {
  for (const source of [
    'level: al$0pha',
    'unkn$0own: 1',
    '# level$0',
    '$0',
    'st$0rict: true',
    'globs: [a$0]',
  ])
    hovers(source, undefined);
  hovers('level$0: alpha', undefined, ['design-docs']);
});
