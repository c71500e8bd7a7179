import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Markdown, parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import { DEFAULT_SETTINGS } from '../../server/src/settings.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/range.ts';
import { builtinTemplates, plainEnvironment } from '../../server/src/workspace/environment.ts';
import { documents } from '../markdown/documents.ts';
import { designs } from '../rules/designs.ts';
import { type Act, acts } from '../support/edits.ts';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs, seeded } from '../support/property.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { told, toldAt } from '../support/told.ts';
import { KEPT } from './incremental-cases.ts';

/** Public documents, which lie beside the project and are not part of it. */
const shared = new URL('../../../shared/documents/', import.meta.url);

/** One thing that an author does, and whether anybody asks about the document before the next. */
interface Step {
  readonly act: Act;
  /** Edits that are made as one, beginning at this place of the document; none for one edit alone. */
  readonly also: number | undefined;
  readonly isAsked: boolean;
  /** Where the cursor is then, as a share of the document. */
  readonly cursor: number;
}

const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      act: acts(fc.oneof(documents(), designs())),
      also: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 4 }),
      isAsked: fc.boolean(),
      cursor: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: most },
  );

const names = TEMPLATES.map(({ id }) => id);
const anyText = fc.oneof(
  designs(),
  documents(),
  ...TEMPLATES.map((template) => filled(template).map(textOf)),
);
/** Most say what they are, since nothing is found in the others. */
const texts = fc
  .tuple(fc.constantFrom(...names, ...names, ...names, undefined, 'poem'), anyText)
  .map(([name, text]) => (name ? named(name, text) : text));

test('after each of many edits all that is told is what a fresh service tells of the text', () => {
  const rules = new Set<string>();
  fc.assert(
    fc.property(texts, steps(12), (text, all) => {
      for (const { rule } of checkSession(text, all)) rules.add(rule);
    }),
    { numRuns: runs(120), ...seeded(14) },
  );
  // The few rules that are left find what is rare.
  assert.ok(rules.size >= 20, [...rules].join(', '));
});

test('and so it is with public documents', {
  skip: existsSync(shared) ? false : 'there is no folder ../shared/documents',
}, () => {
  const files = globSync('*.md', { cwd: shared }).sort();
  const text = fc
    .tuple(fc.constantFrom(...files), fc.constantFrom(...names))
    .map(([file, name]) => named(name, readFileSync(new URL(file, shared), 'utf8').slice(0, 20_000)));
  fc.assert(
    fc.property(text, steps(6), (begun, all) => void checkSession(begun, all)),
    { numRuns: runs(50) },
  );
});

for (const { name, text, changes } of KEPT) {
  test(`kept: ${name}`, () => {
    const editor = createEditor(text);
    for (const { from, to } of changes) {
      const start = editor.text().indexOf(from);
      assert.ok(start >= 0, `the text has “${from}”`);
      const before = editor.told();
      editor.edit([{ start, end: start + from.length, newText: to }], 0.5);
      assert.notEqual(editor.told(), before, `“${to}” for “${from}” changes what is told`);
    }
  });
}

test('a document that has been edited is still what it was', () => {
  fc.assert(
    fc.property(texts, steps(4), (text, all) => {
      const { service, sourceOf } = createWorld();
      const versions = [parseMarkdown(text)];
      for (const { act } of all) {
        const last = versions.at(-1) as Markdown;
        told(service, sourceOf(last));
        versions.push(last.edit([act(last.text, [])]));
      }
      // Each is asked once more after those that were made of it, and may be edited otherwise.
      for (const version of versions.toReversed()) {
        const end = version.text.length;
        const branch = version.edit([{ start: end, end, newText: '\n## Goals and Non-Goals\n' }]);
        const story = JSON.stringify(versions.map((each) => each.text));
        assertAsFresh(service, branch, 1, story);
        assertAsFresh(service, version, 0, story);
      }
    }),
    { numRuns: runs(30) },
  );
});

/** The findings of the last text. */
function checkSession(text: string, all: readonly Step[]): readonly Finding[] {
  const editor = createEditor(text);
  for (const { act, also, isAsked, cursor } of all) {
    const first = act(editor.text(), editor.before);
    const edits = also === undefined ? [first] : [first, ...second(editor.text(), first, also)];
    editor.edit(edits, isAsked ? cursor : undefined);
  }
  editor.check(0.5);
  return editor.findings();
}

/** One service and one document that goes from edit to edit, as an editor has them. */
function createEditor(text: string) {
  const { service, sourceOf } = createWorld();
  const before: string[] = [];
  const made: (readonly TextEdit[])[] = [];
  let now = parseMarkdown(text);
  const check = (cursor: number): void =>
    assertAsFresh(service, now, cursor, JSON.stringify({ text, edits: made }));
  check(0);
  return {
    before,
    check,
    text: () => now.text,
    told: () => told(service, sourceOf(now)),
    findings: () => service.findings(sourceOf(now)),
    edit(edits: readonly TextEdit[], cursor: number | undefined) {
      before.push(now.text);
      made.push(edits);
      now = now.edit(edits);
      assert.equal(now.text, applyEdits(before.at(-1) as string, edits));
      if (cursor !== undefined) check(cursor);
    },
  };
}

/** `story` is what to keep as a fixture if they differ. */
function assertAsFresh(service: TestService, markdown: Markdown, cursor: number, story: string): void {
  const { text } = markdown;
  const offset = Math.floor(cursor * text.length);
  const fresh = createWorld();
  const opened = fresh.sourceOf(parseMarkdown(text));
  const source = { ...opened, environment: ENVIRONMENT, markdown };
  assertSame(told(service, source), told(fresh.service, opened), story);
  assertSame(toldAt(service, source, offset), toldAt(fresh.service, opened, offset), story);
}

/** Shows the first line that differs: the whole of both is beyond reading. */
function assertSame(actual: string, expected: string, story: string): void {
  if (actual === expected) return;
  const [is, should] = [actual.split('\n'), expected.split('\n')];
  const nth = is.findIndex((line, index) => line !== should[index]);
  assert.fail(`${story}\nis told\n${is[nth]}\nand not\n${should[nth]}`);
}

const BUILTIN = builtinTemplates();
const ENVIRONMENT = plainEnvironment(DEFAULT_SETTINGS, BUILTIN);

/** A service that knows nothing yet, and an environment that nothing is remembered of. */
function createWorld() {
  const environment = plainEnvironment(DEFAULT_SETTINGS, BUILTIN);
  const service = createTestService();
  const sourceOf = (markdown: Markdown) => ({ uri: 'file:///home/notes.md', markdown, environment });
  return { service, sourceOf };
}

/** Another edit of the same moment that does not touch the first: a word or a line, behind or before it. */
function second(text: string, first: TextEdit, where: number): TextEdit[] {
  const start = Math.floor(where * text.length);
  const isApart = start > first.end || start < first.start;
  return isApart ? [{ start, end: start, newText: where > 0.5 ? '\n## Overview\n' : 'x' }] : [];
}

/** The document with a line that names its template, behind its front matter. */
function named(name: string, text: string): string {
  const [head = ''] = /^\uFEFF?---\n.*?\n---\n|^\uFEFF?/s.exec(text) ?? [];
  return `${head}<!-- design-docs: template=${name} -->\n${text.slice(head.length)}`;
}
