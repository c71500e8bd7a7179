import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs } from '../support/property.ts';
import { designDoc, SERVICE, sourceOf } from '../support/service.ts';

const SOME = `# Payments

## Overview

We pay people.

## Goals and Non-Goals

TBD

## Quality

- Quality Level: production
- Entry/Exit criteria:
  - Tests pass, and two people have approved.

## Configuration

One file, read at start.

## Rollout & Migration

Region by region; the dashboard is watched.
`;

test('lists what is left by phase: sections with their states, topics, and gates', () => {
  const { level, sections, gates } = SERVICE.outstanding(designDoc(SOME));
  assert.equal(level, false);
  assert.deepEqual(gates, ['lint', 'coverage']);
  assert.deepEqual(
    sections.map(({ phase, title, state, topics }) => [phase, title, state, topics.join(', ')].join(' | ')),
    [
      '0 | Goals and Non‑Goals | draft | ',
      '1 | Architecture | missing | ',
      '1 | Components | missing | ',
      '1 | Data Model | missing | ',
      '1 | Interfaces | missing | ',
      '1 | Performance & Scalability | missing | ',
      '1 | Testing Strategy | missing | ',
      '2 | Configuration | draft | Secrets',
      '2 | Error Handling & Resilience | missing | Timeouts and retries',
      '2 | Security & Privacy | missing | ',
      '2 | Observability | missing | ',
      '2 | Rollout & Migration | draft | Rollback, Health checks',
    ],
  );
});

test('lists the level if the document must choose one, but not for a template without levels', () => {
  const unset = SOME.replace('production', 'experiment | prototype');
  assert.equal(SERVICE.outstanding(designDoc(unset)).level, true);
  const decision = sourceOf('file:///home/1.md', '<!-- design-docs: template=adr -->\n# Pay by card\n');
  const { level, sections } = SERVICE.outstanding(decision);
  assert.equal(level, false);
  assert.deepEqual(
    sections.map(({ title }) => title),
    ['Context and Problem Statement', 'Considered Options', 'Decision Outcome'],
  );
});

test('lists exactly the sections that readiness counts as left', () => {
  const documents = fc
    .constantFrom(...TEMPLATES)
    .chain(filled)
    .chain((document) =>
      fc.record({ document: fc.constant(document), left: fc.subarray([...document.parts]) }),
    );
  fc.assert(
    fc.property(documents, ({ document, left }) => {
      const named = `<!-- design-docs: template=${document.template.id} -->\n`;
      const text = named + textOf({ ...document, parts: left });
      const source = sourceOf('file:///home/1.md', text);
      const readiness = SERVICE.readiness(source);
      const { sections } = SERVICE.outstanding(source);
      assert.equal(readiness.kind, 'document');
      assert.equal(new Set(sections.map(({ title }) => title)).size, readiness.left);
      assert.equal(sections[0]?.phase, readiness.currentPhase);
    }),
    { numRuns: runs(100) },
  );
});

test('the title is the text of the first level 1 heading, or else the title in the front matter', () => {
  const titleOf = (text: string): string | undefined => SERVICE.title(designDoc(text));
  const overview = '## Overview\n\nParcels.\n';
  assert.equal(titleOf(`# Pay *by* \`card\`\n\n# Second\n\n${overview}`), 'Pay by card');
  assert.equal(titleOf(`# Say \\<b> and \\*\n\n${overview}`), 'Say <b> and *');
  assert.equal(titleOf(`---\ntitle: "Payments"\n---\n\n${overview}`), 'Payments');
  assert.equal(titleOf(overview), undefined);
});
