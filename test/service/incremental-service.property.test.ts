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
import { allAnswers, answersAt } from '../support/answers.ts';
import { type EditStep, editSteps } from '../support/edits.ts';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs, seeded } from '../support/property.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { CASES } from './incremental-cases.ts';

/** A folder of public documents next to the repository. It is not part of the repository. */
const shared = new URL('../../../shared/documents/', import.meta.url);

/** One step of an author, and whether the editor requests answers before the next step. */
interface Step {
  readonly act: EditStep;
  /** The position of a second edit that is made together with the first, from 0 to 1. `undefined` for a single edit. */
  readonly second: number | undefined;
  readonly isChecked: boolean;
  /** The position of the cursor after the step, from 0 to 1. */
  readonly cursor: number;
}

const steps = (most: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      act: editSteps(fc.oneof(documents(), designs())),
      second: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 4 }),
      isChecked: fc.boolean(),
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
/** Most documents name their template, because there are no findings in files that are not design documents. */
const texts = fc
  .tuple(fc.constantFrom(...names, ...names, ...names, undefined, 'poem'), anyText)
  .map(([name, text]) => (name ? named(name, text) : text));

test('after each edit, all answers equal those of a new service for the same text', () => {
  const rules = new Set<string>();
  fc.assert(
    fc.property(texts, steps(12), (text, all) => {
      for (const { rule } of checkSession(text, all)) rules.add(rule);
    }),
    { numRuns: runs(120), ...seeded(14) },
  );
  // The other rules find problems that are too rare in generated documents.
  assert.ok(rules.size >= 20, [...rules].join(', '));
});

test('after each edit of a public document, all answers equal those of a new service', {
  skip: existsSync(shared) ? false : 'the folder of public documents does not exist',
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

for (const { name, text, changes } of CASES) {
  test(`answers equal those of a new service: ${name}`, () => {
    const editor = createEditor(text);
    for (const { from, to } of changes) {
      const start = editor.text().indexOf(from);
      assert.ok(start >= 0, `the text contains “${from}”`);
      const before = editor.answers();
      editor.edit([{ start, end: start + from.length, newText: to }], 0.5);
      assert.notEqual(editor.answers(), before, `replacing “${from}” with “${to}” changes the answers`);
    }
  });
}

test('answers about a document stay the same after other documents are derived from it by edits', () => {
  fc.assert(
    fc.property(texts, steps(4), (text, all) => {
      const { service, sourceOf } = newService();
      const versions = [parseMarkdown(text)];
      for (const { act } of all) {
        const last = versions.at(-1) as Markdown;
        allAnswers(service, sourceOf(last));
        versions.push(last.edit([act(last.text, [])]));
      }
      // Checks every version after the versions derived from it, and a second edit of it.
      for (const version of versions.toReversed()) {
        const end = version.text.length;
        const branch = version.edit([{ start: end, end, newText: '\n## Goals and Non-Goals\n' }]);
        const story = JSON.stringify(versions.map((each) => each.text));
        assertEqualsNewService(service, branch, 1, story);
        assertEqualsNewService(service, version, 0, story);
      }
    }),
    { numRuns: runs(30) },
  );
});

/** Makes all steps and returns the findings in the last text. */
function checkSession(text: string, all: readonly Step[]): readonly Finding[] {
  const editor = createEditor(text);
  for (const { act, second, isChecked, cursor } of all) {
    const first = act(editor.text(), editor.before);
    const edits = second === undefined ? [first] : [first, ...secondEdit(editor.text(), first, second)];
    editor.edit(edits, isChecked ? cursor : undefined);
  }
  editor.check(0.5);
  return editor.findings();
}

/** One service with one document that is edited, as in an editor. */
function createEditor(text: string) {
  const { service, sourceOf } = newService();
  const before: string[] = [];
  const made: (readonly TextEdit[])[] = [];
  let now = parseMarkdown(text);
  const check = (cursor: number): void =>
    assertEqualsNewService(service, now, cursor, JSON.stringify({ text, edits: made }));
  check(0);
  return {
    before,
    check,
    text: () => now.text,
    answers: () => allAnswers(service, sourceOf(now)),
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

/**
 * Asserts that all answers equal those of a new service. `story` describes the session, for a new case if they differ.
 */
function assertEqualsNewService(
  service: TestService,
  markdown: Markdown,
  cursor: number,
  story: string,
): void {
  const { text } = markdown;
  const offset = Math.floor(cursor * text.length);
  const fresh = newService();
  const opened = fresh.sourceOf(parseMarkdown(text));
  const source = { ...opened, environment: ENVIRONMENT, markdown };
  assertSame(allAnswers(service, source), allAnswers(fresh.service, opened), story);
  assertSame(answersAt(service, source, offset), answersAt(fresh.service, opened, offset), story);
}

/** Shows only the first line that differs, because the answers are long. */
function assertSame(actual: string, expected: string, story: string): void {
  if (actual === expected) return;
  const [is, should] = [actual.split('\n'), expected.split('\n')];
  const nth = is.findIndex((line, index) => line !== should[index]);
  assert.fail(`${story}\nactual:\n${is[nth]}\nexpected:\n${should[nth]}`);
}

const BUILTIN = builtinTemplates();
const ENVIRONMENT = plainEnvironment(DEFAULT_SETTINGS, BUILTIN);

/** A service and an environment without any cached results. */
function newService() {
  const environment = plainEnvironment(DEFAULT_SETTINGS, BUILTIN);
  const service = createTestService();
  const sourceOf = (markdown: Markdown) => ({ uri: 'file:///home/notes.md', markdown, environment });
  return { service, sourceOf };
}

/** A second edit, before or after the first one, that does not touch it. None if `where` is within the first one. */
function secondEdit(text: string, first: TextEdit, where: number): TextEdit[] {
  const start = Math.floor(where * text.length);
  const isApart = start > first.end || start < first.start;
  return isApart ? [{ start, end: start, newText: where > 0.5 ? '\n## Overview\n' : 'x' }] : [];
}

/** The document with a directive that names its template, after the front matter. */
function named(name: string, text: string): string {
  const [head = ''] = /^\uFEFF?---\n.*?\n---\n|^\uFEFF?/s.exec(text) ?? [];
  return `${head}<!-- design-docs: template=${name} -->\n${text.slice(head.length)}`;
}
