import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { COMMANDS } from '../../server/src/cli/commands.ts';
import { readSettings } from '../../server/src/settings.ts';
import { fences } from '../support/fences.ts';

const docs = readFileSync(new URL('../../docs/editors.md', import.meta.url), 'utf8');
const lsp = COMMANDS.find(({ name }) => name === 'lsp');

/** All that calls the command: as words of a shell, or as strings of a configuration. */
function calls(): string[][] {
  const shown = docs.matchAll(
    /\bdesign-docs lsp((?: --[\w-]+)*)|(?:["']design-docs["'],? )?["']lsp["'],? ((?:["']--[\w-]+["'],? ?)+)/g,
  );
  return [...shown].map(([, words = '', strings = '']) => `${words}${strings}`.match(/--[\w-]+/g) ?? []);
}

test('the command and the options that the documentation names are there', () => {
  const known = lsp?.options.map(({ flags }) => flags.split(' ')[0]) ?? [];
  const called = calls();
  assert.equal(called.filter(([option]) => option === '--stdio').length, 8, 'all calls are found');
  for (const option of called.flat()) assert.ok(known.includes(option), option);
  for (const option of known) assert.ok(docs.includes(`\`${option}`), `${option} is told of`);
});

test('what is to be written for Helix is TOML, and its settings are ones', () => {
  const [block = '', ...more] = fences(docs, 'toml');
  assert.deepEqual(more, []);
  const written = JSON.parse(JSON.stringify(parse(block)));
  const { config, ...server } = written['language-server']['design-docs'];
  assert.deepEqual(server, { command: 'design-docs', args: ['lsp', '--stdio'] });
  assert.deepEqual(readSettings(config.designDocs).problems, []);
  assert.deepEqual(written.language, [{ name: 'markdown', 'language-servers': ['design-docs'] }]);
});

test('what is to be written for Sublime Text is JSON, and its settings are ones', () => {
  const [block = '', ...more] = fences(docs, 'json');
  assert.deepEqual(more, []);
  const { settings, command } = JSON.parse(block).clients['design-docs'];
  assert.deepEqual(command, ['design-docs', 'lsp', '--stdio']);
  const own = Object.entries(settings).map(([name, value]) => [name.replace(/^designDocs\./, ''), value]);
  assert.deepEqual(readSettings(Object.fromEntries(own)).problems, []);
});

test('what is to be written for Emacs closes what it opens', () => {
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
