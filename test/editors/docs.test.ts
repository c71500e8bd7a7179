import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { COMMANDS } from '../../server/src/cli/commands.ts';
import { readSettings } from '../../server/src/settings.ts';
import { fences } from '../support/fences.ts';

const docs = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8');
const lsp = COMMANDS.find(({ name }) => name === 'lsp');

/** The options of every call of the command in docs/editors.md: as shell words, or as strings in a configuration. */
function calls(): string[][] {
  const shown = docs.matchAll(
    /\bdesign-docs lsp((?: --[\w-]+)*)|(?:["']design-docs["'],? )?["']lsp["'],? ((?:["']--[\w-]+["'],? ?)+)/g,
  );
  return [...shown].map(([, words = '', strings = '']) => `${words}${strings}`.match(/--[\w-]+/g) ?? []);
}

test('docs/editors.md names all options of the command, and only existing ones', () => {
  const known = lsp?.options.map(({ flags }) => flags.split(' ')[0]) ?? [];
  const called = calls();
  assert.equal(called.filter(([option]) => option === '--stdio').length, 8, 'every call is found');
  for (const option of called.flat()) assert.ok(known.includes(option), option);
  for (const option of known) assert.ok(docs.includes(`\`${option}`), `${option} is documented`);
});

test('the documented configuration for Helix is TOML with valid settings', () => {
  const [block = '', ...more] = fences(docs, 'toml');
  assert.deepEqual(more, []);
  const written = JSON.parse(JSON.stringify(parse(block)));
  const { config, ...server } = written['language-server']['design-docs'];
  assert.deepEqual(server, { command: 'design-docs', args: ['lsp', '--stdio'] });
  assert.deepEqual(readSettings(config.designDocs).problems, []);
  assert.deepEqual(written.language, [{ name: 'markdown', 'language-servers': ['design-docs'] }]);
});

test('the documented configuration for Sublime Text is JSON with valid settings', () => {
  const [block = '', ...more] = fences(docs, 'json');
  assert.deepEqual(more, []);
  const { settings, command } = JSON.parse(block).clients['design-docs'];
  assert.deepEqual(command, ['design-docs', 'lsp', '--stdio']);
  const own = Object.entries(settings).map(([name, value]) => [name.replace(/^designDocs\./, ''), value]);
  assert.deepEqual(readSettings(Object.fromEntries(own)).problems, []);
});

test('the documented configuration for Emacs has balanced parentheses', () => {
  const blocks = fences(docs, 'elisp');
  assert.equal(blocks.length, 1);
  for (const block of blocks) {
    let depth = 0;
    for (const [sign] of block.matchAll(/[()]/g)) {
      depth += sign === '(' ? 1 : -1;
      assert.ok(depth >= 0);
    }
    assert.equal(depth, 0);
  }
});
