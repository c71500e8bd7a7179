import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../client/src/views/rows.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { readinessOf } from './readiness.ts';
import { mockVscode } from './vscode.ts';

mockVscode();
const { dropPosition, isLeft, outlineOf, presentSections } = await import('../../client/src/outline.ts');
const { rowsOf } = await import('../../client/src/views/rows.ts');
const { reportOf } = await import('../../client/src/views/report.ts');

const BY_PHASE = { onlyLeft: false, inDocumentOrder: false };

/**
 * A document at the level prototype, with a misplaced section, one that is not in the template, and one with only
 * “TBD”.
 */
const DOCUMENT = `# Parcel Tracking

<!-- Phase 0: Project Basics -->
## Overview

Shops and their customers see where a parcel is.

## Quality

- Quality Level: prototype
- Entry/Exit criteria:
  - Smoke tests pass.

## Why not [polling] | pushing?

It costs more.

<!-- Phase 1: Core Technical -->
## Architecture

Scanners post events to a log; a projector keeps one row for each parcel.

## Data Model

TBD
`;

/** A document of a template with nested sections. */
const NESTED = `<!-- design-docs: template=adr -->
# Use a log

## Context and Problem Statement

Scanners lose events while the database is down.

## Decision Outcome

A log, since it is always there.

### Confirmation

A load test.

### Consequences

- Good, because nothing is lost.
`;

test('sections are grouped by phase in document order, with missing sections where they belong', () => {
  assert.deepEqual(lines(rowsOf(readinessOf(DOCUMENT), BY_PHASE)), [
    '0. Project Basics 2/3 · current',
    '  Overview written',
    '  Goals and Non‑Goals missing',
    '  Quality written',
    '1. Core Technical 1/5',
    '  Components missing',
    '  Architecture written',
    '  Data Model draft',
    '  Interfaces missing',
    '  Algorithms / Processing missing · recommended',
    '  Testing Strategy missing',
    'Any phase ',
    '  Why not [polling] | pushing? your own',
  ]);
});

test('the filter hides sections that are done, optional, or recommended and not started, and finished phases', () => {
  const rows = rowsOf(readinessOf(DOCUMENT), { ...BY_PHASE, onlyLeft: true });
  assert.deepEqual(lines(rows), [
    '0. Project Basics 2/3 · current',
    '  Goals and Non‑Goals missing',
    '1. Core Technical 1/5',
    '  Components missing',
    '  Data Model draft',
    '  Interfaces missing',
    '  Testing Strategy missing',
  ]);
});

test('the number of remaining sections equals the count in the badge', () => {
  for (const level of ['experiment', 'prototype', 'production', 'secure']) {
    const readiness = readinessOf(DOCUMENT.replace('prototype', level));
    const rows = rowsOf(readiness, { onlyLeft: true, inDocumentOrder: true });
    assert.equal(rows.length, readiness.left, level);
  }
});

test('in document order, sections are nested under their parents', () => {
  const rows = rowsOf(readinessOf(NESTED), { onlyLeft: false, inDocumentOrder: true });
  assert.deepEqual(lines(rows), [
    'Context and Problem Statement written',
    'Considered Options missing',
    'Decision Outcome written',
    '  Confirmation written',
    '  Consequences written',
  ]);
});

test('a row offers only actions that change something', () => {
  const offered = all(rowsOf(readinessOf(DOCUMENT), BY_PHASE)).map(({ label, actions }) =>
    [label, ...actions].join(' · '),
  );
  assert.deepEqual(offered, [
    '0. Project Basics · insertMissing',
    'Overview · goToTemplate · moveDown',
    'Goals and Non‑Goals · insert · goToTemplate',
    'Quality · goToTemplate · moveUp · moveDown',
    '1. Core Technical · insertMissing',
    'Components · insert · goToTemplate',
    'Architecture · goToTemplate · moveUp · moveDown',
    'Data Model · waive · goToTemplate · moveUp',
    'Interfaces · insert · goToTemplate',
    'Algorithms / Processing · insert · goToTemplate',
    'Testing Strategy · insert · goToTemplate',
    'Any phase',
    'Why not [polling] | pushing? · moveUp · moveDown',
  ]);
});

test('a section of two phases is missing in the first, and marked as “also in this phase” in the second', () => {
  const rows = rowsOf(readinessOf(DOCUMENT.replace('prototype', 'production')), BY_PHASE);
  const title = 'Performance & Scalability';
  const twice = all(rows).filter(({ label }) => label === title);
  assert.deepEqual(
    twice.map(({ label, description, actions }) => [label, description, ...actions]),
    [
      [title, 'missing', 'insert', 'goToTemplate'],
      [title, 'also in this phase', 'goToTemplate'],
    ],
  );
  const second = rows.find(({ phase }) => phase === 2);
  const missing = second?.children.filter(({ description }) => description === 'missing');
  assert.deepEqual([second?.description, missing?.length], ['0/5', 5]);
});

test('a dropped section takes the place of the section it is dropped on', () => {
  const drop = dropper(readinessOf(DOCUMENT));
  assert.equal(drop('Architecture', 'Overview'), 'before Overview');
  assert.equal(drop('Overview', 'Architecture'), 'before Data Model');
  assert.equal(drop('Overview', 'Data Model'), 'at the end');
  assert.equal(drop('Overview', undefined), 'at the end');
  assert.equal(drop('Data Model', 'Goals and Non‑Goals'), 'before Quality');
  assert.equal(drop('Quality', 'Quality'), 'stays');
  assert.equal(drop('Data Model', undefined), 'stays');
  assert.equal(drop('Components', 'Overview'), 'stays');
  assert.equal(drop('Data Model', 'Testing Strategy'), 'stays');
});

test('a nested section stays in its parent', () => {
  const readiness = readinessOf(NESTED);
  const drop = dropper(readiness);
  assert.equal(drop('Consequences', 'Confirmation'), 'before Confirmation');
  assert.equal(drop('Confirmation', undefined), 'at the end');
  assert.equal(drop('Confirmation', 'Context and Problem Statement'), 'stays');
  assert.equal(drop('Context and Problem Statement', 'Consequences'), 'at the end');
  const consequences = presentSections(readiness).find(({ title }) => title === 'Consequences');
  const { byKey, neighbors } = outlineOf(readiness);
  const { up, down } = neighbors.get(byKey.get(consequences?.key ?? '') ?? assert.fail()) ?? {};
  assert.equal(up?.title, 'Confirmation');
  assert.equal(down, undefined);
});

test('sections in the document that need work are found', () => {
  const titles = presentSections(readinessOf(DOCUMENT))
    .filter(isLeft)
    .map(({ title }) => title);
  assert.deepEqual(titles, ['Data Model']);
});

test('the work grows linearly with the number of sections', () => {
  const work = (count: number): number => {
    const sections = Array.from({ length: count }, (_, nth) => `## Own ${nth}\n\n### Nested\n\nText.\n`);
    const counter = { reads: 0 };
    const readiness = counted(readinessOf(`${DOCUMENT}\n${sections.join('\n')}`), counter);
    assert.equal(all(rowsOf(readiness, BY_PHASE)).length, count + 13);
    assert.equal(all(rowsOf(readiness, { onlyLeft: false, inDocumentOrder: true })).length, count + 10);
    return counter.reads;
  };
  const [some, twice] = [work(100), work(200)];
  assert.ok(twice < 2.2 * some, `${some} reads, then ${twice}`);
});

test('the report is a table by phase with the same contents as the view', () => {
  assert.equal(
    reportOf(readinessOf(DOCUMENT)),
    `**design-doc.md**: prototype, 3 of 8 sections written, 5 left

| Phase | Section | State |
| --- | --- | --- |
| 0. Project Basics (2/3) | Overview | written |
|  | Goals and Non‑Goals | missing |
|  | Quality | written |
| 1. Core Technical (1/5) | Components | missing |
|  | Architecture | written |
|  | Data Model | draft |
|  | Interfaces | missing |
|  | Algorithms / Processing | missing · recommended |
|  | Testing Strategy | missing |
| Any phase | Why not \\[polling\\] \\| pushing? | your own |
`,
  );
});

test('the report of a document without phases and levels mentions neither', () => {
  assert.equal(
    reportOf(readinessOf(NESTED.replace(/### .*/s, ''))),
    `**design-doc.md**: 2 of 3 sections written, 1 left

| Section | State |
| --- | --- |
| Context and Problem Statement | written |
| Considered Options | missing |
| Decision Outcome | written |
`,
  );
});

/** A proxy of a value that counts property reads, including nested ones. */
function counted<T extends object>(value: T, counter: { reads: number }): T {
  return new Proxy(value, {
    get(target, name) {
      counter.reads++;
      const read: unknown = Reflect.get(target, name);
      return typeof read === 'object' && read !== null ? counted(read, counter) : read;
    },
  });
}

function all(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...all(row.children)]);
}

function lines(rows: readonly Row[], indent = ''): string[] {
  return rows.flatMap(({ label, description, children }) => [
    `${indent}${label} ${description}`,
    ...lines(children, `${indent}  `),
  ]);
}

/** Returns a function that drops one section on another, by title, and says where it goes. */
function dropper(readiness: Readiness): (moved: string, target: string | undefined) => string {
  const rows = all(rowsOf(readiness, { onlyLeft: false, inDocumentOrder: true }));
  const idOf = (title: string): string => rows.find(({ label }) => label === title)?.id ?? title;
  return (moved, target) => {
    const position = dropPosition(outlineOf(readiness), idOf(moved), target && idOf(target));
    if (!position) return 'stays';
    const before = rows.find(({ id }) => id === position.before);
    return before ? `before ${before.label}` : 'at the end';
  };
}
