import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EDIT, EXPLAIN, SKELETON, TEMPLATES } from '../../server/src/protocol.ts';
import { diskFolder, runCli } from '../support/cli.ts';
import { SEED } from '../support/engine.ts';
import { startClient } from '../support/lsp.ts';
import { serve } from '../support/mcp.ts';
import { monitorProcesses } from '../support/process-monitor.ts';
import { diskRepository } from '../support/repository.ts';

const root = join(import.meta.dirname, '../..');

/** A document with URLs in all places where Markdown allows one. */
const DOCUMENT = `---
source: https://example.org/a
---
${SEED.replace('experiment | prototype | production | secure', 'secure')}
![picture](http://example.org/a.png) [page](https://example.org) <https://example.org>
[far]: //example.org/b.md
<img src="http://example.org/c.png"> [other](//example.org/d.md) [far][]
`;

const FILES = {
  '.design-docs.yaml': 'templates: { "docs/*.md": t.md, "far/*.md": "https://example.org/t.md" }\n',
  't.md': '# {Title}\n\n## Risks\n![x](http://example.org/e.png) See https://example.org.\n',
  'docs/a.md': '# A\n\n## Risks\n[x](http://example.org)\n',
  'far/b.md': '# B\n',
  'design-doc.md': DOCUMENT,
};

test('the process monitor detects every use of the network and every change of a prototype', (t) => {
  const calls: Record<string, string> = {
    "require('node:https').get('https://127.0.0.1:9')": 'https.get',
    "fetch('http://127.0.0.1:9').catch(() => {})": 'fetch',
    "require('node:net').connect(9)": 'net.connect',
    "new (require('node:net').Socket)().connect(9)": 'net.Socket.connect',
    "require('node:dns').lookup('localhost', () => {})": 'dns.lookup',
    "require('node:dgram').createSocket('udp4')": 'dgram.createSocket',
    "new (require('node:worker_threads').Worker)('fetch(0)', { eval: true }).on('error', () => {})": 'fetch',
    "import('node:net').then(({ connect }) => connect(9)).catch(() => {})": 'net.connect',
    'Object.prototype.polluted = 1': 'a prototype was changed',
  };
  for (const [call, violation] of Object.entries(calls)) {
    const monitor = monitorProcesses(t);
    spawnSync(process.execPath, ['-e', call], { env: { ...process.env, ...monitor.env } });
    assert.ok(monitor.violations().includes(violation), call);
  }
});

test('the language server does not use the network', async (t) => {
  const monitor = monitorProcesses(t);
  const folder = diskFolder(t, FILES);
  const uri = (path: string): string => `file://${folder.path}/${path}`;
  const client = await startClient(t, { env: monitor.env, folders: [uri('')] });
  for (const [path, text] of Object.entries(FILES)) {
    client.open(uri(path), text, path.endsWith('.yaml') ? 'yaml' : 'markdown');
    await client.pull(uri(path));
  }
  const textDocument = { uri: uri('design-doc.md') };
  const ask = async (method: string, params: object): Promise<void> => {
    await client.connection.sendRequest(method, { textDocument, ...params }).catch(() => {});
  };
  const range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
  for (const method of ['documentSymbol', 'documentLink', 'foldingRange', 'codeLens', 'semanticTokens/full'])
    await ask(`textDocument/${method}`, {});
  await ask('textDocument/codeAction', { range, context: { diagnostics: [] } });
  await ask('textDocument/inlayHint', { range });
  for (let line = 0; line < DOCUMENT.split('\n').length; line++)
    for (const method of ['hover', 'completion', 'definition', 'references', 'prepareRename'])
      await ask(`textDocument/${method}`, { position: { line, character: 6 }, context: {} });
  await ask('workspace/symbol', { query: '' });
  await ask(EXPLAIN, { uri: textDocument.uri });
  await ask(EDIT, { uri: textDocument.uri, action: { kind: 'insertMissing' } });
  await ask(SKELETON, { template: 't', title: 'T' });
  await ask(TEMPLATES, {});
  assert.equal(await client.stop(), 0);
  assert.deepEqual(monitor.violations(), []);
});

test('no command of the command line uses the network', async (t) => {
  const folder = diskRepository(t);
  for (const [path, text] of Object.entries(FILES)) folder.write(path, text);
  for (let nth = 0; nth < 100; nth++) folder.write(`many/${nth}.md`, DOCUMENT);
  folder.git('remote', 'add', 'origin', 'https://example.org/r.git');
  folder.commit('Ann <ann@example.org>', '2026-01-31');
  const check = [
    'check',
    '--hints',
    ...['json', 'sarif', 'junit', 'markdown'].map((to) => `--format=${to}=o.${to}`),
  ];
  const calls = [
    check,
    ['check', '--changed=HEAD', '--fix-dry-run', '--cache=c.json', '--baseline=b.json', '--update-baseline'],
    ['report', '--format=html=r.html'],
    ['next', 'design-doc.md'],
    ['explain', 'design-doc.md'],
    ['explain', 'missing-section'],
    ['new', '--title=New'],
    ['init'],
    ['migrate', 'docs/a.md'],
    ['report', '--merge', 'o.json', '--format=json'],
    ['completions', 'bash'],
  ];
  for (const call of calls) {
    const monitor = monitorProcesses(t);
    const { code, stderr } = await runCli(call, { cwd: folder.path, env: monitor.env });
    assert.ok(
      code === 0 || code === 1 || /“https:\/\/example\.org\/t\.md”/.test(stderr),
      `${call.join(' ')}: ${stderr}`,
    );
    assert.deepEqual(monitor.violations(), [], call.join(' '));
  }
});

test('the command line runs Git without running programs that the repository’s configuration names', async (t) => {
  const folder = diskRepository(t);
  folder.write('design-doc.md', DOCUMENT);
  folder.commit('Ann <ann@example.org>', '2026-01-31');
  folder.write('run.sh', '#!/bin/sh\ntouch ran\n');
  chmodSync(join(folder.path, 'run.sh'), 0o755);
  for (const name of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'gpg.program', 'diff.external'])
    folder.git('config', name, './run.sh');
  folder.git('config', 'log.showSignature', 'true');
  // A plain `git status` runs the program, which proves that the configuration is in effect.
  folder.git('status');
  assert.ok(existsSync(join(folder.path, 'ran')));
  rmSync(join(folder.path, 'ran'));
  for (const call of [['check', '--changed=HEAD'], ['report']]) {
    const { stderr } = await runCli(call, { cwd: folder.path });
    assert.equal(stderr, '', call.join(' '));
    assert.ok(!existsSync(join(folder.path, 'ran')), call.join(' '));
  }
});

test('the MCP server does not use the network', async (t) => {
  const monitor = monitorProcesses(t);
  const { client, call } = await serve(t, diskFolder(t, FILES), {}, [], monitor.env);
  await call('list_documents');
  for (const name of ['readiness', 'next_section', 'check_text']) await call(name, { path: 'design-doc.md' });
  await call('apply_fix', { path: 'docs/a.md', rule: 'x', line: 1 }).catch(() => {});
  await client.close();
  assert.deepEqual(monitor.violations(), []);
});

test('the bundles contain no network clients', () => {
  const cli = readdirSync(join(root, 'dist/cli')).map((file) => `cli/${file}`);
  for (const file of ['client.js', 'server.js', 'server/main.js', 'cli.js', ...cli]) {
    const text = readFileSync(join(root, 'dist', file), 'utf8');
    assert.doesNotMatch(
      text,
      /\b(?:fetch|sendBeacon|importScripts)\(|XMLHttpRequest|WebSocket|EventSource/,
      file,
    );
    const modules = text.matchAll(/(?:\brequire\(|\bfrom ?|\bimport ?\(?)["'](?:node:)?([a-z_\d/]+)["']/g);
    const names = [...modules].map(([, name]) => name ?? '');
    // `net` is allowed because an editor can connect to the server over a socket or pipe.
    const forbidden = names.filter((name) =>
      /^(?:https?|http2|tls|dgram|dns.*|inspector.*|quic)$/.test(name),
    );
    assert.deepEqual(forbidden, [], file);
    if (file === 'server/main.js') assert.ok(names.includes('net'), 'imports are found');
  }
});
