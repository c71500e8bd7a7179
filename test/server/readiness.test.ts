import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEED } from '../support/engine.ts';
import { type Client, PUSH, startClient } from '../support/lsp.ts';

const A = 'file:///home/a.md';
const B = 'file:///home/b.md';
const OPTIONS = { initializationOptions: { readiness: true } };

function about(client: Client, uri: string) {
  return client.readiness.filter((each) => each.uri === uri);
}

/** Waits until all pending notifications have arrived: those of a document that is opened now come last. */
async function settle(client: Client): Promise<void> {
  const uri = `file:///home/later-${client.readiness.length}.md`;
  client.open(uri, SEED);
  await client.until(() => about(client, uri)[0]);
}

test('is sent for each open document, with ranges in its text', async (t) => {
  const client = await startClient(t, OPTIONS);
  client.open(A, SEED);
  const readiness = await client.until(() => about(client, A)[0]);
  assert.equal(readiness.version, 1);
  assert.deepEqual(
    [readiness.kind, readiness.template?.id, readiness.done, readiness.total, readiness.currentPhase],
    ['document', 'technical-design', 0, 2, 0],
  );
  const lines = SEED.split('\n');
  for (const { title, heading } of readiness.phases.flatMap(({ sections }) => sections)) {
    assert.equal(lines[heading?.start.line ?? -1], `## ${title}`);
  }
});

test('is sent again only if it changes', async (t) => {
  const client = await startClient(t, OPTIONS);
  const text = `${SEED}\n`;
  client.open(A, text);
  await client.until(() => about(client, A)[0]);
  const letter = { line: 4, character: 3 };
  client.change(A, 2, { range: { start: letter, end: letter }, text: '' });
  await settle(client);
  assert.equal(about(client, A).length, 1);
  client.change(A, 3, {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    text: '\n',
  });
  const moved = await client.until(() => about(client, A)[1]);
  assert.equal(moved.version, 3);
});

test('follows changes of the level', async (t) => {
  const client = await startClient(t, OPTIONS);
  const text = SEED.replace('experiment | prototype | production | secure', 'experiment');
  client.open(A, text);
  const before = await client.until(() => about(client, A)[0]);
  assert.deepEqual([before.level?.name, before.level?.isSet, before.total], ['experiment', true, 2]);
  client.change(A, 2, { text: text.replace('Level: experiment', 'Level: production') });
  const after = await client.until(() => about(client, A)[1]);
  assert.deepEqual([after.level?.name, after.total], ['production', 14]);
});

test('is sent once for a file that is not a design document', async (t) => {
  const client = await startClient(t, OPTIONS);
  client.open(A, '# Shopping\n');
  const { kind, why, phases } = await client.until(() => about(client, A)[0]);
  assert.deepEqual([kind, why, phases], ['none', 'Nothing in it identifies it as a design document.', []]);
  client.change(A, 2, { text: '# Shopping\n\n- milk\n' });
  await settle(client);
  assert.equal(about(client, A).length, 1);
});

test('is sent again when a document is reopened', async (t) => {
  const client = await startClient(t, OPTIONS);
  client.open(A, SEED);
  await client.until(() => about(client, A)[0]);
  client.close(A);
  client.open(A, SEED);
  await client.until(() => about(client, A)[1]);
});

test('is not sent to a client that did not request it', async (t) => {
  const client = await startClient(t, { capabilities: PUSH });
  client.open(A, SEED);
  client.open(B, SEED);
  await client.until(() => client.published.length === 2);
  assert.deepEqual(client.readiness, []);
});
