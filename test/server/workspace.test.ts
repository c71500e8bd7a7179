import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FIND_MARKDOWN } from '../../server/src/protocol.ts';
import { PULL, PUSH, startClient } from '../support/lsp.ts';
import {
  BY_TEMPLATE,
  CONFIG,
  COSTS,
  DOCUMENT,
  folderOf,
  published,
  pulled,
  RISKS,
  startWithDocument,
} from '../support/workspace.ts';

describe('config files and templates', () => {
  const FILES = { [CONFIG]: BY_TEMPLATE, 't.md': RISKS };

  test('in the settings that cannot be used cause one warning each', async (t) => {
    const disk = folderOf(t, {});
    const settings = { templates: { '../out/*.md': 'adr', 'docs/*.md': 'poem' } };
    const client = await startClient(t, { folders: [disk.uri('')], settings });
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('docs/a.md')), []);
    client.open(disk.uri('docs/b.md'), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('docs/b.md')), []);
    assert.equal(client.warnings.length, 2);
    assert.match(client.warnings[0]?.message ?? '', /“\.\.\/out\/\*\.md” leads outside this folder/);
    assert.match(client.warnings[1]?.message ?? '', /There is no template “poem”/);
  });

  test('at the root of the first folder apply to untitled documents', async (t) => {
    const { client } = await startWithDocument(t);
    client.open('untitled:Untitled-1', '<!-- design-docs: template=t -->\n# New\n\nText.\n');
    assert.deepEqual(await pulled(client, 'untitled:Untitled-1'), ['missing-section Risks']);
  });

  test('are read from the disk by the server', async (t) => {
    const disk = folderOf(t, FILES);
    const client = await startClient(t, { folders: [disk.uri('')] });
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('docs/a.md')), ['missing-section Risks']);
  });

  test('apply to a document that was requested before it was open', async (t) => {
    const disk = folderOf(t, FILES);
    const client = await startClient(t, { folders: [disk.uri('')] });
    const uri = disk.uri('docs/a.md');
    assert.deepEqual(await pulled(client, uri), []);
    client.open(uri, DOCUMENT);
    assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
    client.close(uri);
    assert.deepEqual(await pulled(client, uri), []);
    client.open(uri, DOCUMENT);
    assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
  });

  test('are read by the client if it supports that', async (t) => {
    const root = 'memfs://host/my%20ws';
    const files = new Map(Object.entries(FILES).map(([path, text]) => [`${root}/${path}`, text] as const));
    const client = await startClient(t, {
      folders: [root],
      files,
      initializationOptions: { readsFiles: true },
    });
    client.open(`${root}/docs/a.md`, DOCUMENT);
    assert.deepEqual(await pulled(client, `${root}/docs/a.md`), ['missing-section Risks']);
    files.set(`${root}/t.md`, COSTS);
    client.touched(`${root}/t.md`);
    assert.deepEqual(await pulled(client, `${root}/docs/a.md`), ['missing-section Costs']);
  });

  test('are not read before a Markdown file is opened', async (t) => {
    const root = 'memfs://host/ws';
    const requested: string[] = [];
    const files = new Map<string, string>();
    files.get = (uri) => {
      requested.push(uri);
      return undefined;
    };
    const options = { folders: [root], files, initializationOptions: { readsFiles: true, findsFiles: true } };
    const client = await startClient(t, options, (connection) => {
      connection.onRequest(FIND_MARKDOWN, () => {
        requested.push('all folders');
        return [];
      });
    });
    assert.deepEqual(await pulled(client, `${root}/docs/list.md`), []);
    assert.deepEqual(requested, []);
    client.open(`${root}/docs/list.md`, '# Shopping\n\nMilk.\n');
    assert.deepEqual(await pulled(client, `${root}/docs/list.md`), []);
    assert.deepEqual(requested.toSorted(), [`${root}/${CONFIG}`, `${root}/docs/${CONFIG}`]);
  });

  test('apply for a client that has one folder and does not pull', async (t) => {
    const disk = folderOf(t, FILES);
    const client = await startClient(t, { folders: [disk.uri('')], capabilities: PUSH });
    const uri = disk.uri('docs/a.md');
    client.open(uri, DOCUMENT);
    await published(client, uri, ([first]) => first?.code === 'missing-section');
    disk.write(CONFIG, 'rules: { missing-section: off }\n');
    client.touched(disk.uri(CONFIG));
    await published(client, uri, (list) => list.length === 0);
  });

  test('can be mapped by the setting', async (t) => {
    const disk = folderOf(t, { 't.md': RISKS });
    const settings = { templates: { 'docs/*.md': 't.md' } };
    const client = await startClient(t, { folders: [disk.uri('')], settings });
    client.open(disk.uri('docs/a.md'), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('docs/a.md')), ['missing-section Risks']);
  });

  test('apply separately to each workspace folder', async (t) => {
    const disk = folderOf(t, {
      [`one/${CONFIG}`]: BY_TEMPLATE,
      'one/t.md': RISKS,
      [`two/${CONFIG}`]: BY_TEMPLATE,
      'two/t.md': COSTS,
      [CONFIG]: 'gate: [broken, and outside of both folders',
    });
    const client = await startClient(t, { folders: [disk.uri('one'), `${disk.uri('two')}/`] });
    for (const path of ['one/docs/a.md', 'two/docs/a.md', 'three/docs/a.md'])
      client.open(disk.uri(path), DOCUMENT);
    assert.deepEqual(await pulled(client, disk.uri('one/docs/a.md')), ['missing-section Risks']);
    assert.deepEqual(await pulled(client, disk.uri('two/docs/a.md')), ['missing-section Costs']);
    assert.deepEqual(await pulled(client, disk.uri('three/docs/a.md')), []);
  });

  test('follow folders that are added or removed', async (t) => {
    const disk = folderOf(t, { 'one/t.md': RISKS });
    const capabilities = { ...PULL, workspace: { ...PULL.workspace, workspaceFolders: true } };
    const settings = { templates: { 'docs/*.md': 't.md' } };
    const client = await startClient(t, { capabilities, settings, folders: [] });
    const uri = disk.uri('one/docs/a.md');
    client.open(uri, DOCUMENT);
    assert.deepEqual(await pulled(client, uri), []);
    const folder = { uri: disk.uri('one'), name: 'one' };
    const change = async (added: object[], removed: object[]): Promise<void> =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added, removed },
      });
    await change([folder], []);
    assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
    await change([], [folder]);
    assert.deepEqual(await pulled(client, uri), []);
  });
});

describe('changes take effect at once', () => {
  test('on the disk, and the client is asked to pull again', async (t) => {
    const { disk, client, uri } = await startWithDocument(t);
    const before = client.refreshed.diagnostics;
    disk.write('t.md', COSTS);
    client.touched(disk.uri('t.md'));
    await client.until(() => client.refreshed.diagnostics > before);
    assert.deepEqual(await pulled(client, uri), ['missing-section Costs']);
    disk.write(CONFIG, '');
    client.touched(disk.uri(CONFIG));
    assert.deepEqual(await pulled(client, uri), []);
    disk.remove(CONFIG);
    disk.write(`docs/${CONFIG}`, 'templates: { "*.md": ../t.md }');
    client.touched(disk.uri(CONFIG), disk.uri(`docs/${CONFIG}`));
    assert.deepEqual(await pulled(client, uri), ['missing-section Costs']);
  });

  test('in an unsaved template, until it is closed', async (t) => {
    const { disk, client, uri } = await startWithDocument(t);
    client.open(disk.uri('t.md'), RISKS);
    client.change(disk.uri('t.md'), 2, { text: COSTS });
    assert.deepEqual(await pulled(client, uri), ['missing-section Costs']);
    client.change(disk.uri('t.md'), 3, { text: 'No heading.' });
    assert.deepEqual(await pulled(client, uri), ['missing-section Costs']);
    assert.deepEqual(await pulled(client, disk.uri('t.md')), ['template-unusable']);
    client.close(disk.uri('t.md'));
    assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
  });

  test('in an unsaved config file, until it is closed', async (t) => {
    const { disk, client, uri } = await startWithDocument(t);
    client.open(disk.uri(CONFIG), BY_TEMPLATE, 'yaml');
    client.change(disk.uri(CONFIG), 2, { text: `${BY_TEMPLATE}rules: { missing-section: off }` });
    assert.deepEqual(await pulled(client, uri), []);
    client.change(disk.uri(CONFIG), 3, { text: 'templates: [' });
    assert.deepEqual(await pulled(client, uri), [], 'the last valid version still applies');
    client.close(disk.uri(CONFIG));
    assert.deepEqual(await pulled(client, uri), ['missing-section Risks']);
  });

  test('after a burst of edits in a template and a document', async (t) => {
    const { disk, client, uri } = await startWithDocument(t);
    client.open(disk.uri('t.md'), RISKS);
    const pulls: Promise<unknown>[] = [];
    client.inOneWrite(() => {
      for (let version = 2; version <= 30; version++) {
        client.change(disk.uri('t.md'), version, { text: `# T\n\n## Part${version}\n` });
        client.change(uri, version, { text: `${DOCUMENT}\nEdit ${version}.\n` });
        pulls.push(client.pull(uri));
      }
    });
    await Promise.all(pulls);
    assert.deepEqual(await pulled(client, uri), ['missing-section Part30']);
  });

  test('for clients that do not pull', async (t) => {
    const disk = folderOf(t, { [CONFIG]: BY_TEMPLATE, 't.md': RISKS });
    const client = await startClient(t, { folders: [disk.uri('')], capabilities: PUSH });
    const uris = ['docs/a.md', 'docs/b.md'].map(disk.uri);
    for (const uri of uris) client.open(uri, DOCUMENT);
    client.open(disk.uri('t.md'), RISKS);
    client.inOneWrite(() => {
      for (let version = 2; version <= 30; version++)
        client.change(disk.uri('t.md'), version, { text: `# T\n\n## Part${version}\n` });
    });
    for (const uri of uris)
      await published(client, uri, ([first]) => /\bPart30\b/.test(String(first?.message)));
  });
});
