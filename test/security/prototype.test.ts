import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { EDIT, SKELETON } from '../../server/src/protocol.ts';
import type { Source } from '../../server/src/service/service.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../server/src/settings.ts';
import { createWorkspace } from '../../server/src/workspace/workspace.ts';
import { callCli, diskFolder } from '../support/cli.ts';
import { startClient } from '../support/lsp.ts';
import { serve } from '../support/mcp.ts';
import { monitorProcesses } from '../support/process-monitor.ts';
import { SERVICE } from '../support/service.ts';

/** Names of properties that every object inherits, each with a harmless name of the same length. */
const NAMES = [
  ['constructor', 'constraktor'],
  ['toString', 'toStrung'],
  ['valueOf', 'valueIf'],
  ['hasOwnProperty', 'hasOwnPraperty'],
  ['__proto__', '__prato__'],
  ['prototype', 'pratotype'],
] as const;

const BEFORE = prototypeProperties();

function prototypeProperties(): unknown[] {
  return [Object, Array, Map, Function, String].map(({ prototype }) =>
    Object.entries(Object.getOwnPropertyDescriptors(prototype)),
  );
}

afterEach(() => assert.deepEqual(prototypeProperties(), BEFORE, 'prototypes are unchanged'));

/** A template, a document, and a config file that use a word wherever something has a name. */
function filesNaming(word: string): Record<string, string> {
  return {
    't.md': `---
design-docs:
  ${word}: { ${word}: 1 }
  levels: { other: 2 }
  sections:
    ${word}: { ${word}: x, aliases: [${word} too], required-from: ${word}, topics: [{ label: ${word}, from: ${word} }] }
    Gates: { may-be-empty: true }
  gates: { section: Gates, label: ${word}, names: { ${word}: [${word}], b: [bee] }, levels: { other: [${word}, b] } }
---
# {Title}

<!-- Phase 1: One -->
## ${word}
Say what there is.
- Quality Level: ${word} | other
- ${word}: what it is

<!-- Phase 2: ${word} -->
## Gates
- ${word}: a | b
`,
    '.design-docs.yaml': `${word}: 1\ntemplates: { "docs/*.md": t.md, ${word}: ${word} }\nrules:\n  ${word}: off\n  unmeasurable-goal: { ${word}: 1 }\n`,
    'docs/a.md': `---
${word}: { ${word}: ${word} }
---
# A

<!-- design-docs-disable ${word}: why -->
## ${word}
- Quality Level: ${word}
- ${word}: [${word}]

[${word}]: b.md

<!-- Phase 2: ${word} -->
## Gates
- ${word}: ${word}
`,
  };
}

/** All answers about the files that use a word, as JSON. */
async function answersFor(word: string): Promise<string> {
  const files = filesNaming(word);
  const uriOf = (path: string): string => `file:///ws/${path}`;
  const workspace = createWorkspace({ read: async (uri) => files[uri.slice('file:///ws/'.length)] });
  const { settings, problems } = readSettings(
    JSON.parse(`{
      "${word}": { "enable": false },
      "rules": { "${word}": "off", "unmeasurable-goal": { "${word}": ["x"] } },
      "templates": { "${word}": "${word}.md" }
    }`),
  );
  const place = { folder: 'file:///ws', bounds: ['file:///ws'], user: settings };
  const answers: unknown[] = [settings, problems];
  for (const [path, text] of Object.entries(files)) {
    const environment = await workspace.environmentOf({ ...place, uri: uriOf(path) });
    const source: Source = { uri: uriOf(path), markdown: parseMarkdown(text), environment };
    const all = { start: 0, end: text.length };
    answers.push(
      SERVICE.findings(source).map((finding) => [finding, finding.fixes()]),
      SERVICE.codeActions(source, all).map(({ title, edits }) => [title, edits]),
      SERVICE.readiness(source),
      SERVICE.explain(source),
      SERVICE.next(source).length,
      SERVICE.edit(source, { kind: 'setLevel', level: word }),
      SERVICE.describe(source, { kind: 'section', id: word }),
      SERVICE.describe(source, { kind: 'rule', id: word }),
      SERVICE.problemFiles(environment).map(({ findings }) => findings),
      SERVICE.skeleton({ template: 't', level: word, title: word }, environment),
    );
    for (let at = 0; at <= text.length; at += 5)
      answers.push(
        SERVICE.hover(source, at),
        SERVICE.complete(source, at, undefined).map(({ filterText, ...shown }) => shown),
      );
  }
  // Without `parent`, because sections would otherwise be cyclic.
  return JSON.stringify(answers, (key, value) => (key === 'parent' ? undefined : value));
}

for (const [word, other] of NAMES)
  test(`treats “${word}” as an ordinary name in templates, documents, config files, and settings`, async () => {
    const answers = await answersFor(word);
    assert.ok(answers.includes(word));
    // Names are folded to lowercase and without underscores.
    const [inherited, ordinary] = [word, other].map((each) => each.replaceAll('_', '').toLowerCase());
    const withoutName = (text: string): string =>
      text
        .toLowerCase()
        .replaceAll(inherited ?? '', 'name')
        .replaceAll(ordinary ?? '', 'name');
    assert.equal(withoutName(answers), withoutName(await answersFor(other)));
  });

test('recognizes a level with the name “constructor”', async () => {
  assert.match(await answersFor('constructor'), /"level":\{"name":"constructor","isSet":true/);
});

test('ignores “constructor” and “__proto__” in the options of rules', () => {
  const raw =
    '{"rules":{"unmeasurable-goal":{"constructor":1},"missing-section":{"__proto__":{"severity":"off"}}}}';
  assert.deepEqual(readSettings(JSON.parse(raw)).settings, DEFAULT_SETTINGS);
});

/** An object that would add `polluted` to every object if code merged it into another object without care. */
const POISON = JSON.parse(
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}',
);

test('parameters from a language client cannot change prototypes', async (t) => {
  const monitor = monitorProcesses(t);
  const client = await startClient(t, {
    env: monitor.env,
    initializationOptions: POISON,
    settings: { ...POISON, rules: POISON, templates: POISON },
  });
  const uri = 'file:///home/design-doc.md';
  client.open(
    uri,
    `${filesNaming('__proto__')['docs/a.md']}\n<!-- Phase 0: Project Basics -->\n## Overview\n`,
  );
  await client.pull(uri);
  const { connection } = client;
  const send = async (method: string, params: unknown): Promise<void> => {
    await connection.sendRequest(method, params).catch(() => {});
  };
  for (const [word] of NAMES) {
    await send(EDIT, { uri, action: { kind: word, ...POISON } });
    await send(EDIT, { uri, action: { kind: 'moveSection', section: word, before: word } });
    await send(SKELETON, { ...POISON, template: word, level: word, title: word });
    await send('completionItem/resolve', { label: word, data: { uri, kind: word, id: word, ...POISON } });
    await send('codeAction/resolve', { title: word, data: { uri, ...POISON } });
    await send(word, POISON);
  }
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { designDocs: POISON } });
  assert.ok((await client.pull(uri)).items.length > 0);
  assert.equal(await client.stop(), 0);
  assert.deepEqual(monitor.violations(), []);
});

test('inputs of MCP tools cannot change prototypes', async (t) => {
  const monitor = monitorProcesses(t);
  const folder = diskFolder(t, { 'design-doc.md': filesNaming('__proto__')['docs/a.md'] ?? '' });
  const { client } = await serve(t, folder, {}, [], monitor.env);
  const { tools } = await client.listTools();
  for (const { name } of tools)
    for (const path of ['design-doc.md', '__proto__'])
      await client.callTool({
        name,
        arguments: { path, text: '# A\n', rule: 'constructor', line: 1, ...POISON },
      });
  await client.close();
  assert.deepEqual(monitor.violations(), []);
});

test('treats “__proto__” and “constructor” as ordinary keys in baselines, caches, and merged results', async (t) => {
  const entry = '[{"rule":"constructor","fingerprint":"__proto__","message":"toString"}]';
  const { path: cwd } = diskFolder(t, {
    'design-doc.md': '# Technical Design\n\n<!-- Phase 0: Project Basics -->\n## Overview\nWe pay.\n',
    'baseline.json': `{"version":1,"files":{"__proto__":${entry},"constructor":${entry},"toString":${entry}},"__proto__":{"polluted":1}}`,
    'cache.json':
      '{"salt":"x","entries":{"__proto__":{"key":"","outcome":{"polluted":1}}},"__proto__":{"polluted":1}}',
    'part.json': '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"files":[]}',
  });
  const checked = await callCli(['check', '--baseline', 'baseline.json', '--cache', 'cache.json'], { cwd });
  assert.equal(checked.code, 1, 'baseline entries without a finding are stale');
  assert.match(checked.stdout, /constructor/);
  const merged = await callCli(['report', '--merge', 'part.json', '--format', 'json'], { cwd });
  assert.equal(merged.code, 2);
  assert.match(merged.stderr, /part\.json/);
});
