import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CompletionItem, Hover } from 'vscode-languageserver/node';
import { EXPLAIN, SKELETON, TEMPLATES, type TemplateInfo } from '../../server/src/protocol.ts';
import { brief, type Client, PUSH, startClient } from '../support/lsp.ts';
import {
  BY_TEMPLATE,
  CONFIG,
  DOCUMENT,
  folderOf,
  published,
  pulled,
  RISKS,
  startWithDocument,
} from '../support/workspace.ts';

describe('errors in a config file', () => {
  const BROKEN = 'gate: [1\n';

  test('are pushed while it is not open, and cleared when it is fixed', async (t) => {
    const { disk, client } = await startWithDocument(t);
    disk.write(CONFIG, BROKEN);
    client.touched(disk.uri(CONFIG));
    const list = await published(client, disk.uri(CONFIG), ({ length }) => length > 0);
    assert.deepEqual(list, ['1:1-1:9 error config-file']);
    disk.write(CONFIG, BY_TEMPLATE);
    client.touched(disk.uri(CONFIG));
    await published(client, disk.uri(CONFIG), ({ length }) => length === 0);
  });

  test('are pulled while it is open, and not reported twice', async (t) => {
    const disk = folderOf(t, { [CONFIG]: BROKEN, 'docs/a.md': DOCUMENT });
    const client = await startClient(t, { folders: [disk.uri('')] });
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    await published(client, disk.uri(CONFIG), ({ length }) => length > 0);
    client.open(disk.uri(CONFIG), BROKEN, 'yaml');
    await published(client, disk.uri(CONFIG), ({ length }) => length === 0);
    assert.deepEqual(await pulled(client, disk.uri(CONFIG)), ['config-file']);
    client.close(disk.uri(CONFIG));
    await published(client, disk.uri(CONFIG), ({ length }) => length > 0);
  });

  test('are pushed once to clients that do not pull, whether it is open or not', async (t) => {
    const disk = folderOf(t, { [CONFIG]: BROKEN, 'docs/a.md': DOCUMENT });
    const client = await startClient(t, { folders: [disk.uri('')], capabilities: PUSH });
    const uri = disk.uri(CONFIG);
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    await published(client, uri, ({ length }) => length === 1);
    client.open(uri, BROKEN, 'yaml');
    await client.until(() => client.published.find((each) => each.uri === uri && each.version === 1));
    // Once a later document has been answered, nothing more can arrive for the config file.
    client.open(disk.uri('docs/b.md'), DOCUMENT);
    await published(client, disk.uri('docs/b.md'), () => true);
    await published(client, uri, ({ length }) => length === 1);
    client.close(uri);
    const sent = client.published.length;
    await client.until(() =>
      client.published.slice(sent).find((each) => each.uri === uri && each.diagnostics.length === 1),
    );
  });

  test('are not reported when the extension is turned off', async (t) => {
    const disk = folderOf(t, { [CONFIG]: BROKEN, 'docs/a.md': DOCUMENT });
    const client = await startClient(t, { folders: [disk.uri('')], settings: { enable: false } });
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('docs/a.md')), []);
    client.open(disk.uri(CONFIG), BROKEN, 'yaml');
    assert.deepEqual(await pulled(client, disk.uri(CONFIG)), []);
    assert.deepEqual(client.published, []);
  });

  test('in a template that two folders use are reported once, however its URI is encoded', async (t) => {
    const config = 'templates: { "*.md": "../shared/my (draft)!.md" }\n';
    const disk = folderOf(t, {
      [`one/${CONFIG}`]: config,
      [`two/${CONFIG}`]: config,
      'shared/my (draft)!.md': 'No heading.\n',
    });
    const client = await startClient(t, {
      folders: ['one', 'two', 'shared'].map((folder) => disk.uri(folder)),
    });
    client.open(disk.uri('one/a.md'), DOCUMENT);
    client.open(disk.uri('two/a.md'), DOCUMENT);
    const [first] = await client.until(() => client.published.length > 0 && client.published);
    assert.deepEqual(first?.diagnostics.map(brief), ['1:1-1:12 error template-unusable']);
    const encoded = disk
      .uri('shared/my (draft)!.md')
      .replace(/[()!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
    client.open(encoded, 'No heading.\n');
    await client.until(() =>
      client.published.find(({ uri, diagnostics }) => uri === first?.uri && diagnostics.length === 0),
    );
    assert.deepEqual([...new Set(client.published.map(({ uri }) => uri))], [first?.uri]);
  });
});

describe('completion, hovers, and explanations', () => {
  test('a config file gets completions and hovers for keys, templates, and rules', async (t) => {
    const disk = folderOf(t, { [CONFIG]: '' });
    const client = await startClient(t, { folders: [disk.uri('')] });
    const uri = disk.uri(CONFIG);
    client.open(uri, 'gate: level\n\n', 'yaml');
    const labels = await complete(client, uri, 1, 0);
    assert.deepEqual(labels, ['templates', 'rules']);
    assert.match(await hover(client, uri, 0, 2), /progressive/);
    client.change(uri, 2, { text: 'rules:\n  ' });
    assert.ok((await complete(client, uri, 1, 2)).includes('missing-section'));
  });

  test('the front matter of a template gets completions of the policy, and that of a document does not', async (t) => {
    const { disk, client, uri } = await startWithDocument(t);
    const template = disk.uri('t.md');
    client.open(template, `---\ndesign-docs:\n  \n---\n${RISKS}`);
    const labels = await complete(client, template, 2, 2);
    assert.ok(labels.includes('level-field') && labels.includes('sections'), labels.join());
    client.change(template, 2, { text: `---\ndesign-docs:\n  levels: {}\n---\n${RISKS}` });
    assert.match(await hover(client, template, 2, 4), /highest phase/);
    client.change(uri, 2, { text: `---\ndesign-docs:\n  \n---\n${DOCUMENT}` });
    assert.ok(!(await complete(client, uri, 2, 2)).includes('level-field'));
  });

  test('the explanation names the files and settings that apply', async (t) => {
    const { disk, client, uri } = await startWithDocument(t, {
      settings: { rules: { 'empty-section': 'off' } },
    });
    client.open(disk.uri(CONFIG), `${BY_TEMPLATE}gate: level\n`, 'yaml');
    const text = await client.connection.sendRequest<string>(EXPLAIN, { uri });
    for (const words of ['t.md', 'docs/\\*.md', CONFIG, 'level', 'empty-section', 'designDocs.rules'])
      assert.ok(text.includes(words), `${words} in:\n${text}`);
    assert.equal(await client.connection.sendRequest(EXPLAIN, { uri: disk.uri('docs/not-open.md') }), null);
  });

  test('the workspace’s own templates are listed and used for new documents', async (t) => {
    const { client } = await startWithDocument(t);
    const templates = await client.connection.sendRequest<TemplateInfo[]>(TEMPLATES);
    assert.deepEqual(templates.map(({ id }) => id).slice(0, 2), ['t', 'technical-design']);
    const request = { template: 't', title: 'Payments' };
    const text = await client.connection.sendRequest<string>(SKELETON, request);
    assert.ok(text.includes('## Risks'), text);
  });
});

async function complete(client: Client, uri: string, line: number, character: number): Promise<string[]> {
  const params = { textDocument: { uri }, position: { line, character } };
  const items = await client.connection.sendRequest<CompletionItem[] | null>(
    'textDocument/completion',
    params,
  );
  return items?.map(({ label }) => label) ?? [];
}

async function hover(client: Client, uri: string, line: number, character: number): Promise<string> {
  const params = { textDocument: { uri }, position: { line, character } };
  const found = await client.connection.sendRequest<Hover | null>('textDocument/hover', params);
  return JSON.stringify(found?.contents);
}
