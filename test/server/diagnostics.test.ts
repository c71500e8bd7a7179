import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { RULE_PAGES } from '../../server/src/rules/pages.ts';
import { findingsOf, SEED } from '../support/engine.ts';
import { brief, type Client, PULL, PUSH, sample, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';
const B = 'file:///home/b.md';
const MARKER = '<!-- Phase 0: Project Basics -->\n';

/** The engine's own findings in the form of `brief`. */
function expectedFor(text: string): string[] {
  const document = TextDocument.create(A, 'markdown', 1, text);
  return findingsOf(text).map(({ start, end, severity, rule, message }) => {
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    const number = ['', 'error', 'warning', 'info', 'hint'].indexOf(severity) as 1 | 2 | 3 | 4;
    return brief({ range, severity: number, code: rule, message });
  });
}

/** Waits for the diagnostics that are published for a version of a document. */
function publishedAt(client: Client, uri: string, version: number) {
  return client.until(() =>
    client.published.findLast((each) => each.uri === uri && each.version === version),
  );
}

describe('pushed diagnostics', () => {
  test('are the engine’s findings for the open version', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open(A, SEED);
    const { diagnostics } = await publishedAt(client, A, 1);
    assert.deepEqual(diagnostics.map(brief), expectedFor(SEED));
    const seen = diagnostics.filter(({ severity }) => severity !== 4).map(({ code }) => code);
    assert.deepEqual(seen, ['unwritten-section', 'unset-quality-level']);
  });

  test('are sent only for Markdown and config files', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    const others = { 'file:///a.yaml': 'yaml', 'file:///a.py': 'python', 'untitled:a': 'plaintext' };
    for (const [uri, language] of Object.entries(others)) client.open(uri, SEED, language);
    client.open('file:///.design-docs.yaml', 'gate: 7x\n', 'yaml');
    const documents = { 'untitled:b': 'markdown', 'file:///gfm': 'gfm', 'file:///b.md': 'plaintext' };
    for (const [uri, language] of Object.entries(documents)) client.open(uri, SEED, language);
    for (const uri of Object.keys(documents)) {
      const found = (await publishedAt(client, uri, 1)).diagnostics.map(brief);
      assert.deepEqual(found, expectedFor(SEED), uri);
    }
    for (const uri of Object.keys(others)) {
      const textDocument = { uri };
      assert.deepEqual(
        await client.connection.sendRequest('textDocument/hover', {
          textDocument,
          position: { line: 3, character: 4 },
        }),
        null,
        uri,
      );
    }
    const checked = client.published.map(({ uri }) => uri).sort();
    assert.deepEqual(checked, [...Object.keys(documents), 'file:///.design-docs.yaml'].sort());
  });

  test('are sent again after each edit, with its version', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open(A, `${MARKER}## Quality\n- Quality Level: none\n`);
    assert.deepEqual((await publishedAt(client, A, 1)).diagnostics.map(({ code }) => code).slice(-1), [
      'unknown-quality-level',
    ]);
    const value = { start: { line: 2, character: 17 }, end: { line: 2, character: 21 } };
    client.change(A, 2, { range: value, text: 'secure' });
    const text = `${MARKER}## Quality\n- Quality Level: secure\n`;
    assert.deepEqual((await publishedAt(client, A, 2)).diagnostics.map(brief), expectedFor(text));
  });

  test('are sent only for the last version of a burst of edits', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open(A, SEED);
    await publishedAt(client, A, 1);
    client.inOneWrite(() => {
      for (let version = 2; version <= 40; version++)
        client.change(A, version, {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          text: '\n',
        });
    });
    await publishedAt(client, A, 40);
    client.open(B, SEED);
    await publishedAt(client, B, 1);
    const versions = client.published.filter(({ uri }) => uri === A).map(({ version }) => version);
    assert.deepEqual(versions, [1, 40]);
  });

  test('after a thousand edits equal those of the same text opened fresh', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    const text = sample('half-written-design.md');
    client.open(A, text);
    const end = { line: 9999, character: 0 };
    for (let version = 2; version <= 1001; version++) {
      client.change(A, version, { range: { start: end, end }, text: `## Section ${version}\nTBD\n` });
    }
    const { diagnostics } = await publishedAt(client, A, 1001);
    const versions = client.published.map(({ version }) => version as number);
    assert.deepEqual(
      versions,
      [...new Set(versions)].sort((a, b) => a - b),
      'versions only increase',
    );
    const added = Array.from({ length: 1000 }, (_, index) => `## Section ${index + 2}\nTBD\n`);
    assert.deepEqual(diagnostics.map(brief), expectedFor(text + added.join('')));
  });

  test('are cleared when the document is closed, even right after an edit', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open(A, SEED);
    await publishedAt(client, A, 1);
    client.inOneWrite(() => {
      client.change(A, 2, { text: `${SEED}\n` });
      client.close(A);
    });
    client.open(B, SEED);
    await publishedAt(client, B, 1);
    const last = client.published.findLast(({ uri }) => uri === A);
    assert.deepEqual(last, { uri: A, diagnostics: [] });
  });

  test('are empty for a file that is not a design document', async (t) => {
    const client = await startClient(t, { capabilities: PUSH });
    client.open(A, '# Shopping\n\nTODO: milk\n');
    assert.deepEqual((await publishedAt(client, A, 1)).diagnostics, []);
  });
});

describe('pulled diagnostics', () => {
  test('are the engine’s findings, or “unchanged” if they are the same', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    const full = await client.pull(A);
    assert.equal(full.kind, 'full');
    assert.deepEqual(full.items.map(brief), expectedFor(SEED));
    assert.deepEqual(await client.pull(A, full.resultId), { kind: 'unchanged', resultId: full.resultId });
    client.change(A, 2, { text: `${SEED}\nMore.\n` });
    assert.deepEqual((await client.pull(A, full.resultId)).kind, 'unchanged', 'the edit moved no diagnostic');
    client.change(A, 3, { text: `\n${SEED}` });
    const moved = await client.pull(A, full.resultId);
    assert.equal(moved.kind, 'full');
    assert.notEqual(moved.resultId, full.resultId);
    assert.equal((await client.pull(A, 'of another session')).kind, 'full');
    assert.deepEqual(client.published, [], 'nothing is pushed as well');
  });

  test('are empty for a document that is not open or was closed', async (t) => {
    const client = await startClient(t);
    assert.deepEqual(await client.pull(A), { kind: 'full', items: [] });
    client.open(A, SEED);
    const { resultId } = await client.pull(A);
    client.close(A);
    assert.deepEqual(await client.pull(A, resultId), { kind: 'full', items: [] });
    client.open(A, SEED);
    assert.equal((await client.pull(A, resultId)).kind, 'full', 'result ids do not survive closing');
  });
});

describe('a diagnostic', () => {
  test('links to the rule’s page in the repository', async (t) => {
    const client = await startClient(t);
    client.open(A, SEED);
    const { items } = await client.pull(A);
    for (const { code, codeDescription, source } of items) {
      assert.equal(source, 'design-docs');
      assert.equal(codeDescription?.href, `${RULE_PAGES}${code}.md`);
    }
  });

  test('links to the page that the client ships, if it does', async (t) => {
    const rulePages = 'vscode://design-docs.design-docs/rules/';
    const client = await startClient(t, { initializationOptions: { rulePages } });
    client.open(A, SEED);
    const { items } = await client.pull(A);
    assert.ok(items.length > 0);
    for (const { code, codeDescription } of items) assert.equal(codeDescription?.href, `${rulePages}${code}`);
  });

  test('points to the right line of the stored template', async (t) => {
    const templatesFolder = 'file:///extension/templates/';
    const client = await startClient(t, { initializationOptions: { templatesFolder } });
    client.open(A, '# Technical Design\n\n## Quality\n- Quality Level: production\n');
    const { items } = await client.pull(A);
    const related = items.flatMap((item) => item.relatedInformation ?? []);
    const stored = readFileSync(
      new URL('../../templates/technical-design.md', import.meta.url),
      'utf8',
    ).split('\n');
    const lines = related.map(({ location, message }) => {
      assert.equal(location.uri, `${templatesFolder}technical-design.md`);
      assert.ok(message.length > 0);
      return stored[location.range.start.line];
    });
    assert.ok(lines.length >= 13, 'each missing section points to the template');
    for (const line of lines) assert.match(line ?? '', /^## /);
    assert.ok(lines.includes('## Security & Privacy'));
  });

  test('points to other places in the same document', async (t) => {
    const client = await startClient(t);
    client.open(A, '## Quality\n- Quality Level: secure\n\n## Overview\nWords.\n\n## Overview\nMore.\n');
    const { items } = await client.pull(A);
    const duplicate = items.find(({ code }) => code === 'duplicate-section');
    assert.deepEqual(
      duplicate?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line]),
      [[A, 3]],
    );
  });

  test('has no related information for a client that does not support it', async (t) => {
    const client = await startClient(t, {
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { templatesFolder: 'file:///t/' },
    });
    client.open(A, SEED.replace('## Overview', '## Introduction'));
    const { items } = await client.pull(A);
    assert.ok(items.length > 0);
    for (const item of items) assert.equal(item.relatedInformation, undefined);
  });
});

test('pulled and pushed diagnostics are the same', async (t) => {
  const pulling = await startClient(t, { capabilities: PULL });
  const pushed = await startClient(t, { capabilities: PUSH });
  for (const name of ['half-written-design.md', 'technical-design.md']) {
    const uri = `file:///home/${name}`;
    pulling.open(uri, sample(name));
    pushed.open(uri, sample(name));
    assert.deepEqual((await pulling.pull(uri)).items, (await publishedAt(pushed, uri, 1)).diagnostics);
  }
});
