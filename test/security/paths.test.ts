import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CompletionItem, DocumentLink } from 'vscode-languageserver/node';
import type { CheckResult } from '../../server/src/cli/schema.ts';
import { isWithin } from '../../server/src/text/uri.ts';
import { callCli, diskFolder, type Folder } from '../support/cli.ts';
import { type Client, type ClientOptions, PULL, startClient } from '../support/lsp.ts';
import fc, { runs } from '../support/property.ts';
import { pulled } from '../support/workspace.ts';

/** The text of a file outside the workspace. It must not appear in any output. */
const SECRET = '# Secret\n\n## Merger with Initech\n\nSay who knows.\n';
const DOCUMENT = '# Payments\n\nCustomers pay by card.\n';
const DESIGN = '# Technical Design\n\n## Overview\n\nWe pay people.\n';

/** Spellings of a path from `ws/docs` to the file outside the workspace. */
const WAYS_OUT = [
  '../../secret.md',
  '../docs/../../secret.md',
  './/../..//secret.md',
  '%2e%2e/%2E%2e/secret.md',
  '..%2f..%2fsecret.md',
  '..%5c..%5Csecret.md',
  '..\\..\\secret.md',
  '%2e%2e/%2e%2e/secret.md?/%2e%2e/ws/docs/a.md',
  '%2e%2e/%2e%2e/secret.md%zz',
  'a//%2e%2e/%2e%2e/%2e%2e/secret.md',
  '.\t./.\n./secret.md',
];

test('isWithin rejects every spelling of a path that leaves the folder', () => {
  for (const way of WAYS_OUT) {
    assert.ok(!isWithin('file:///home/ws', `file:///home/ws/docs/${way}`), way);
  }
  for (const inside of ['', '/', '/a.md', '/a/../b.md', '/..a/b.md', '/a%20b%zz.md'])
    assert.ok(isWithin('file:///home/ws', `file:///home/ws${inside}`), inside);
  for (const outside of [
    'file:///home/ws2/a.md',
    'file://ws/home/ws/a.md',
    'command:ws',
    'https://home/ws/a.md',
  ])
    assert.ok(!isWithin('file:///home/ws', outside), outside);
});

test('a path that isWithin accepts is still inside the folder after URL normalization', () => {
  const piece = fc.constantFrom(
    'a',
    '.',
    '..',
    '%2e',
    '%2E.',
    '/',
    '//',
    '%2f',
    '\\',
    '%5c',
    '?',
    '#',
    '%',
    ' ',
    '\t',
  );
  const path = fc.array(piece, { maxLength: 16 }).map((pieces) => pieces.join(''));
  const property = fc.property(path, (each) => {
    const uri = `file:///home/ws/${each}`;
    if (isWithin('file:///home/ws', uri)) assert.match(`${new URL(uri).pathname}/`, /^\/home\/ws\//);
  });
  fc.assert(property, { numRuns: runs(5000) });
});

/** A workspace with symbolic links to a file outside it, and to a file inside it. */
function workspaceWithLinks(disk: Folder): { readonly root: string; uri(path: string): string } {
  const root = join(disk.path, 'ws');
  mkdirSync(join(root, 'docs'), { recursive: true });
  disk.write('secret.md', SECRET);
  disk.write('config.yaml', 'rules: { missing-title: off, "Initech": off }\n');
  symlinkSync('../secret.md', join(root, 'link.md'));
  symlinkSync('..', join(root, 'up'));
  disk.write('ws/docs/own.md', '# Own\n\n## Risks\n\nSay what may go wrong.\n');
  symlinkSync('docs/own.md', join(root, 'inner.md'));
  return { root, uri: (path) => pathToFileURL(join(root, path)).href };
}

const LINKS_OUT = ['link.md', 'up/secret.md', './docs/../link.md'];

test('the language server reads no template outside the workspace that a config file or the settings name', async (t) => {
  const ws = workspaceWithLinks(diskFolder(t));
  const targets = [
    '../secret.md',
    'docs/../../secret.md',
    fileURLToPath(ws.uri('../secret.md')),
    ...LINKS_OUT,
  ];
  const options: ClientOptions = { folders: [ws.uri('')], settings: null };
  const client = await startClient(t, options);
  const [config, uri] = [ws.uri('.design-docs.yaml'), ws.uri('docs/a.md')];
  client.open(config, '{}\n', 'yaml');
  client.open(uri, DOCUMENT);
  let version = 1;
  const writeConfig = (target: string): void =>
    client.change(config, ++version, { text: `templates: { "docs/*.md": ${JSON.stringify(target)} }\n` });
  for (const target of targets) {
    writeConfig(target);
    assert.deepEqual(await pulled(client, uri), [], target);
    const [finding] = (await client.pull(config)).items;
    assert.match(
      String(finding?.message),
      /is outside the workspace|There is no file|is not the path/,
      target,
    );
  }
  writeConfig('inner.md');
  assert.deepEqual(
    await pulled(client, uri),
    ['missing-section Risks'],
    'a symbolic link within the workspace is followed',
  );
  client.change(config, ++version, { text: '{}\n' });
  for (const target of targets) {
    options.settings = { templates: { 'docs/*.md': target } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    assert.deepEqual(await pulled(client, uri), [], target);
  }
  assert.ok(client.logged.some((line) => line.includes('link.md is not read')));
});

const isOther = (finding: string): boolean => finding !== 'unknown-template';

test('a directive or front matter cannot name a template by its path', async (t) => {
  const ws = workspaceWithLinks(diskFolder(t));
  const client = await startClient(t, { folders: [ws.uri('')] });
  for (const target of ['../secret.md', '../secret', 'docs/own.md', 'up/secret']) {
    const uri = ws.uri(`${target.length}.md`);
    client.open(uri, `<!-- design-docs: template=${target} -->\n${DOCUMENT}`);
    assert.deepEqual((await pulled(client, uri)).filter(isOther), [], target);
    client.close(uri);
    client.open(uri, `---\ndesign-docs: { template: "${target}" }\n---\n${DOCUMENT}`);
    assert.deepEqual((await pulled(client, uri)).filter(isOther), [], target);
    client.close(uri);
  }
});

test('ignores a config file that is a symbolic link to a file outside the workspace', async (t) => {
  const ws = workspaceWithLinks(diskFolder(t));
  symlinkSync('../config.yaml', join(ws.root, '.design-docs.yaml'));
  const client = await startClient(t, { folders: [ws.uri('')] });
  client.open(ws.uri('docs/a.md'), DOCUMENT);
  await pulled(client, ws.uri('docs/a.md'));
  assert.ok(
    client.logged.some((line) => line.includes('.design-docs.yaml is not read')),
    client.logged.join(),
  );
  assert.ok(client.published.every(({ diagnostics }) => diagnostics.length === 0));
});

test('completion in a link offers no headings of a file outside the workspace', async (t) => {
  const ws = workspaceWithLinks(diskFolder(t));
  const inside = ['own.md', '../docs/own.md', '../inner.md'];
  const outside = [...WAYS_OUT, '../link.md', '../up/secret.md'].filter((path) => !/\s/.test(path));
  for (const folders of [[ws.uri('')], []]) {
    const client = await startClient(t, { folders });
    const lines = [...inside, ...outside].map((path) => `[x](${path}#`);
    client.open(ws.uri('docs/a.md'), `${DESIGN}\n${lines.join('\n\n')}\n`);
    const labels = (path: string) =>
      completeAtEndOf(client, ws.uri('docs/a.md'), DESIGN, lines, `[x](${path}#`);
    for (const path of outside) assert.deepEqual(await labels(path), [], path);
    for (const path of inside.slice(0, folders.length ? 3 : 2))
      assert.deepEqual(await labels(path), ['own', 'risks'], path);
  }
});

async function completeAtEndOf(
  client: Client,
  uri: string,
  above: string,
  lines: readonly string[],
  line: string,
) {
  const position = { line: above.split('\n').length + lines.indexOf(line) * 2, character: line.length };
  const items = await client.connection.sendRequest<CompletionItem[] | null>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  return (items ?? []).map(({ label }) => label);
}

test('document links lead only to the web, to mail, or to files in the workspace', async (t) => {
  const ws = workspaceWithLinks(diskFolder(t));
  const client = await startClient(t, { folders: [ws.uri('')], capabilities: PULL });
  const kept = ['https://example.org/a', 'mailto:a@example.org', 'own.md', '../inner.md#own', 'gone.md'];
  const dropped = [
    ...WAYS_OUT.filter((way) => !/[\s\\]|^\.\/\//.test(way)),
    'command:workbench.action.quit',
    'CoMmAnD:x',
    'file:///etc/passwd.md',
    'file://server/share/a.md',
    '//server/share/a.md',
    'vscode://a.b/c',
    'smb://server/a.md',
    'data:text/html,a',
    'javascript:alert(1)',
  ];
  client.open(
    ws.uri('docs/a.md'),
    `${DESIGN}\n${[...kept, ...dropped].map((to) => `[x](${to})\n`).join('\n')}`,
  );
  const links = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', {
    textDocument: { uri: ws.uri('docs/a.md') },
  });
  assert.deepEqual(
    links.map(({ target }) => target),
    [kept[0], kept[1], ws.uri('docs/own.md'), `${ws.uri('inner.md')}#own`, ws.uri('docs/gone.md')],
  );
});

test('the command line reads no template and no config file outside the repository', async (t) => {
  const disk = diskFolder(t);
  const { root } = workspaceWithLinks(disk);
  disk.write('ws/docs/a.md', DOCUMENT);
  const check = async (target: string): Promise<CheckResult> => {
    disk.write('ws/docs/.design-docs.yaml', `templates: { "a.md": ${JSON.stringify(target)} }\n`);
    const { stdout, stderr, code } = await callCli(['check', 'docs/a.md', '--format', 'json'], { cwd: root });
    assert.ok(!(stdout + stderr).includes('Initech'), target);
    assert.equal(code, 2, target);
    return JSON.parse(stdout);
  };
  const messagesFor = async (target: string) =>
    (await check(target)).problems.map(({ message }) => message).join('\n');
  for (const target of ['../../secret.md', '../docs/../../secret.md'])
    assert.match(await messagesFor(target), /is outside the workspace, so it is not read/, target);
  for (const target of ['../link.md', '../up/secret.md'])
    assert.match(await messagesFor(target), /is a link that leads outside .*, so it is not read/, target);
  for (const target of [
    join(disk.path, 'secret.md'),
    pathToFileURL(join(disk.path, 'secret.md')).href,
    '..\\..\\secret.md',
  ])
    assert.match(await messagesFor(target), /is not the path|There is no file|is outside/, target);

  // The boundary is the Git repository if there is one, and not the working directory.
  mkdirSync(join(disk.path, '.git'));
  disk.write('ws/docs/.design-docs.yaml', 'templates: { "a.md": ../../secret.md }\n');
  const shared = await callCli(['check', 'docs/a.md', '--format', 'json'], { cwd: root });
  assert.ok(shared.stdout.includes('Initech'));

  const other = diskFolder(t, { '.git/HEAD': '', 'a.md': DOCUMENT });
  symlinkSync(join(disk.path, 'config.yaml'), join(other.path, '.design-docs.yaml'));
  const linked = await callCli(['check', '.', '--format', 'text'], { cwd: other.path });
  assert.equal(linked.code, 2);
  assert.ok(!(linked.stdout + linked.stderr).includes('Initech'));
  assert.match(linked.stderr, /\.design-docs\.yaml is a link that leads outside/);
});
