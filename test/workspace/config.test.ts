import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testExamples } from '../document/examples.ts';
import { diskOf, settings } from './files.ts';

describe('uses the nearest config file', () => {
  const FILES = `//- ws/.design-docs.yaml
gate: level
//- ws/docs/.design-docs.yaml
gate: 1
//- other/.design-docs.yaml
gate: 2
//- .design-docs.yaml
gate: 3
//- elsewhere/readme.txt
`;

  const gateOf = async (path: string, folders?: string[]): Promise<unknown> =>
    (await diskOf(FILES, folders).environmentOf(path)).settings.gate;

  test('in the folder of a file or above it', async () => {
    assert.equal(await gateOf('ws/docs/deep/er/a.md'), 1);
    assert.equal(await gateOf('ws/docs/a.md'), 1);
    assert.equal(await gateOf('ws/a.md'), 'level');
    assert.equal(await gateOf('ws/docs-of-mine/a.md'), 'level');
  });

  test('in each workspace folder', async () => {
    assert.equal(await gateOf('other/a.md', ['ws', 'other']), 2);
    assert.equal(await gateOf('ws/a.md', ['ws', 'other']), 'level');
  });

  test('but none above the workspace folder', async () => {
    const disk = diskOf(FILES.replace('gate: level', '').replace('//- ws/.d', '//- ws/x.d'), [
      'ws/docs/deep',
    ]);
    const { config, settings } = await disk.environmentOf('ws/docs/deep/er/a.md');
    assert.equal(config, undefined);
    assert.equal(settings.gate, 'progressive');
    assert.deepEqual(disk.reads, ['ws/docs/deep/er/.design-docs.yaml', 'ws/docs/deep/.design-docs.yaml']);
  });

  test('up to the root, for a file outside all workspace folders', async () => {
    const disk = diskOf(FILES, []);
    assert.equal((await disk.environmentOf('elsewhere/x/a.md')).config, undefined);
    assert.deepEqual(disk.reads, ['elsewhere/x/.design-docs.yaml', 'elsewhere/.design-docs.yaml']);
  });

  test('for any encoding of the folder’s URI', async () => {
    const { workspace, reads } = diskOf('//- c:/my ws/x.md\n');
    const user = settings({});
    await workspace.environmentOf({
      uri: 'file:///c:/my%20ws/a.md',
      folder: 'file:///c%3A/my%20ws',
      bounds: [],
      user,
    });
    assert.deepEqual(reads, ['c:/my ws/.design-docs.yaml']);
  });

  test('but reads nothing for a file that was never saved', async () => {
    const { workspace, reads } = diskOf('//- a.md\n');
    await workspace.environmentOf({
      uri: 'untitled:Untitled-1',
      folder: undefined,
      bounds: [],
      user: settings({}),
    });
    assert.deepEqual(reads, []);
  });
});

describe('precedence', () => {
  const FILES = `//- ws/.design-docs.yaml
gate: 1
rules:
  missing-section: error
  empty-section: off
//- ws/a.md
`;

  test('the config file overrides the settings, key by key and rule by rule', async () => {
    const user = settings({
      gate: 'level',
      inlayHints: false,
      rules: { 'missing-section': 'info', 'missing-title': 'off' },
    });
    const environment = await diskOf(FILES).environmentOf('ws/a.md', user);
    assert.deepEqual(environment.settings, {
      ...user,
      gate: 1,
      rules: { 'missing-section': 'error', 'empty-section': 'off', 'missing-title': 'off' },
    });
    assert.equal(environment.user, user);
  });

  test('the settings apply to keys that are not in the config file', async () => {
    const user = settings({ gate: 2, rules: { 'missing-title': 'off' } });
    const disk = diskOf(FILES.replace('gate: 1', 'templates: {}').replace(/rules:[^/]*/, ''));
    assert.deepEqual((await disk.environmentOf('ws/a.md', user)).settings, user);
  });
});

/** A config file and what is found in it, as shown in the file itself and when it is not open. */
async function foundIn(config: string): Promise<string[]> {
  const disk = diskOf(`//- ws/.design-docs.yaml\n${config}\n//- ws/docs/a.md\n# Payments\n\nBy card.\n`);
  assert.deepEqual(await disk.shown('ws/docs/a.md'), []);
  const shown = await disk.shown('ws/.design-docs.yaml');
  const problems = await disk.problems('ws/docs/a.md');
  assert.deepEqual(problems['ws/.design-docs.yaml'] ?? [], shown);
  return shown;
}

testExamples(new URL('config.md', import.meta.url), async (config) => {
  const found = await foundIn(config);
  return found.join('\n') || 'nothing';
});

describe('reports problems in a config file at their range', () => {
  test('unknown keys and rules; the rest applies', async () => {
    const disk = diskOf(`//- ws/.design-docs.yaml
gatte: 1
rules:
  mising-section: off
  empty-section: loud
  missing-title: off
colour: red
//- ws/a.md
`);
    const { settings } = await disk.environmentOf('ws/a.md');
    assert.deepEqual(settings.rules, { 'missing-title': 'off' });
  });

  test('a template whose name is no text', async () => {
    const name = '\uD800.md';
    const found = await foundIn(`templates: { "docs/*.md": ${JSON.stringify(name)} }`);
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', new RegExp(`error config-file: .*“${name}”`));
  });

  test('a file that is too long is refused, with one finding', async () => {
    const [only, ...others] = await foundIn(`# long\n${'templates: {}\n'.repeat(10_000)}`);
    assert.deepEqual(others, []);
    assert.match(only as string, /^“# long” error config-file: This file is longer than 100,000 characters/);
  });
});

test('the last good config applies while the file is broken, and the error is reported', async () => {
  const disk = diskOf('//- ws/.design-docs.yaml\ntemplates: { x.md: nowhere.md }\ngate: 1\n//- ws/a.md\n');
  const gate = async (): Promise<unknown> => (await disk.environmentOf('ws/a.md')).settings.gate;
  assert.equal(await gate(), 1);
  assert.ok(disk.write('ws/.design-docs.yaml', 'gate: [2\n'));
  assert.equal(await gate(), 1);
  const problems = await disk.problems('ws/a.md');
  assert.deepEqual(Object.keys(problems), ['ws/.design-docs.yaml']);
  assert.match(problems['ws/.design-docs.yaml']?.join('\n') ?? '', /^“gate: \[2” error config-file: .*$/);
  disk.write('ws/.design-docs.yaml', 'gate: 2\n');
  assert.equal(await gate(), 2);
  assert.deepEqual(await disk.problems('ws/a.md'), {});
  disk.write('ws/.design-docs.yaml', 'gate: [3\n');
  assert.equal(await gate(), 2);
});

test('a deleted config file no longer applies, and a new one does', async () => {
  const disk = diskOf('//- ws/.design-docs.yaml\ngate: 1\n//- ws/docs/a.md\n');
  const gate = async (): Promise<unknown> => (await disk.environmentOf('ws/docs/a.md')).settings.gate;
  assert.equal(await gate(), 1);
  assert.ok(disk.write('ws/docs/.design-docs.yaml', 'gate: 2\n'), 'a config file can be created here');
  assert.equal(await gate(), 2);
  assert.ok(disk.write('ws/docs/.design-docs.yaml', undefined));
  assert.equal(await gate(), 1);
  disk.write('ws/.design-docs.yaml', undefined);
  assert.equal(await gate(), 'progressive');
  disk.write('ws/.design-docs.yaml', 'gate: [broken');
  assert.equal(await gate(), 'progressive', 'a deleted file is not a last good version');
});

test('reports a change only if it can affect an environment', async () => {
  const disk = diskOf(`//- ws/.design-docs.yaml
templates: { docs/*.md: t.md }
//- ws/t.md
# T
## A
//- ws/docs/a.md
`);
  assert.equal(disk.write('ws/t.md', '# T\n## A\n'), false, 'not read yet');
  await disk.environmentOf('ws/docs/a.md');
  assert.equal(disk.write('ws/docs/a.md', '# T\n'), false, 'a document');
  assert.equal(disk.write('ws/other.md', '# T\n'), false, 'another file');
  assert.equal(
    disk.write('ws/other/.design-docs.yaml', ''),
    false,
    'a config file in a folder without documents',
  );
  assert.equal(disk.write('ws/t.md', '# T\n## A\n## B\n'), true);
  assert.equal(disk.write('ws/t.md', '# T\n'), false, 'not read since the last change');
  await disk.environmentOf('ws/docs/a.md');
  assert.equal(disk.write('ws/.design-docs.yaml', ''), true);
});

test('documents share an environment until something changes, and each file is read once', async () => {
  const disk = diskOf(`//- ws/.design-docs.yaml
templates: { docs/*.md: t.md }
//- ws/t.md
# T
## A
//- ws/docs/a.md
`);
  const user = settings({});
  const [a, b] = await Promise.all(
    ['ws/docs/a.md', 'ws/docs/b.md'].map((path) => disk.environmentOf(path, user)),
  );
  assert.equal(a, b);
  assert.equal(await disk.environmentOf('ws/docs/a.md', user), a);
  assert.deepEqual([...disk.reads].sort(), ['ws/.design-docs.yaml', 'ws/docs/.design-docs.yaml', 'ws/t.md']);
  assert.notEqual(await disk.environmentOf('ws/docs/a.md', { ...user }), a, 'other settings');
  disk.write('ws/t.md', '# T\n## B\n');
  assert.notEqual(await disk.environmentOf('ws/docs/a.md', user), a);
});
