import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { DesignDocument } from '../../server/src/document/document.ts';
import type { Need } from '../../server/src/document/needs.ts';
import type { Finding } from '../../server/src/rules/check.ts';
import { ALL_RULES } from '../../server/src/rules/index.ts';
import { type Gate, progressiveSeverity } from '../../server/src/rules/severity.ts';
import { levelFilter, readPhaseMarker } from '../../server/src/structure/phase-marker.ts';
import { fold } from '../../server/src/text/fold.ts';
import { bindText, findingsOf, TECHNICAL_DESIGN, templateFrom } from '../support/engine.ts';
import { SERVICE, sourceOf } from '../support/service.ts';
import { type ExampleDocument, readReference } from './read-reference.ts';

const source = readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8');
const { examples, tables } = readReference(source);
/** Of this table, only the rule names are checked, not the described places. */
const PLACES = 'placement of every rule';

test('all examples and tables of the reference are found', () => {
  assert.equal(examples.length, source.match(/^Result: /gm)?.length);
  assert.equal(tables.length, source.match(/^<!-- checked: /gm)?.length);
  assert.deepEqual(
    tables.map(({ name }) => name).filter((name) => name !== PLACES && !Object.hasOwn(ANSWERS, name)),
    [],
  );
});

for (const example of examples) {
  test(`the example on line ${example.line} of the reference has the stated result`, () => {
    for (const result of example.results) checkResult(example, result);
  });
}

/** Checks one statement about an example, such as: with gate `level`, error `missing-section` on line 6. */
function checkResult(example: ExampleDocument, result: string): void {
  const [, gate = 'progressive', statement = result] = /^with gate `(\w+)`, (.*)$/.exec(result) ?? [];
  for (const [form, check] of STATEMENTS) {
    const match = form.exec(statement);
    if (!match) continue;
    check(judge(example, gateNamed(gate)), ...match.slice(1));
    return;
  }
  assert.fail(`${statement} is not a statement that this test understands`);
}

interface Judged {
  readonly text: string;
  readonly document: DesignDocument;
  readonly findings: readonly Finding[];
}

function judge({ text, template }: ExampleDocument, gate: Gate): Judged {
  const known = template === undefined ? TECHNICAL_DESIGN : templateFrom(template);
  return { text, document: bindText(text, known), findings: findingsOf(text, { gate, rules: {} }, known) };
}

/** The forms that a statement can have, each with what must be true of the example. */
const STATEMENTS: readonly (readonly [RegExp, (judged: Judged, ...words: readonly string[]) => void])[] = [
  [
    /^(?:a (design document|candidate)|not a design document)$/,
    ({ text }, kind) => {
      const source = sourceOf('notes.md', text);
      const expected = kind === 'design document' ? 'document' : (kind ?? 'none');
      assert.equal(SERVICE.recognition(source).kind, expected);
      assert.equal(SERVICE.findings(source).length > 0, expected === 'document');
    },
  ],
  [
    /^`([^`]+)` is (\w+)$/,
    ({ document: { sections } }, title = '', state) => {
      const section = sections.find(({ known }) => fold(known.title) === fold(title));
      assert.equal(section?.state, state, title);
    },
  ],
  [/^level `(\w+)`$/, ({ document }, level) => assert.equal(document.level.level?.name, level)],
  [
    /^placeholder `(.+)`$/,
    ({ document }, word = '') => assert.ok(placeholdersIn(document).includes(word), word),
  ],
  [
    /^(\w+) `([\w-]+)` on line (\d+)$/,
    ({ text, findings }, severity, rule, line) => {
      const shown = findings.map((finding) => `${finding.severity} ${finding.rule} ${lineOf(text, finding)}`);
      assert.ok(shown.includes(`${severity} ${rule} ${line}`), shown.join('\n'));
    },
  ],
  [
    /^no `([\w-]+)`$/,
    ({ findings }, name) =>
      assert.ok(
        findings.every(({ rule }) => rule !== name),
        name,
      ),
  ],
  [/^no findings$/, ({ findings }) => assert.deepEqual(findings, [])],
];

function gateNamed(gate: string): Gate {
  return gate === 'progressive' || gate === 'level' ? gate : Number(gate);
}

function lineOf(text: string, { start }: Finding): number {
  return text.slice(0, start).split('\n').length;
}

function placeholdersIn({ sections }: DesignDocument): string[] {
  return sections.flatMap(({ ownContent }) => ownContent?.placeholders.map(({ word }) => word) ?? []);
}

/** For each checked table, what the last cells of a row must be, given all of its cells. */
const ANSWERS: Readonly<Record<string, (cells: readonly string[]) => string | readonly string[]>> = {
  'phase markers': ([comment = '']) => markerInWords(comment),
  headings: ([heading = '', title = '']) => matchOf(heading, title),
  placeholders: ([text = '']) => {
    const document = bindText(`## Data Model\n${text}\n`);
    return placeholdersIn(document).length > 0 ? 'yes' : 'no';
  },
  levels: ([value = '']) => {
    const { field, level } = bindText(`## Quality\n- Quality Level: ${value}\n`).level;
    return field?.reading.kind === 'set' ? `${level?.name}` : `${field?.reading.kind}`;
  },
  'rule severities': ([severity]) =>
    ALL_RULES.filter((rule) => rule.severity === severity)
      .map(({ id }) => id)
      .join(', '),
  'gates, current phase 1': ([section = '']) => {
    const [, need, phase] = /^(\w+), (?:Phase (\d)|no phase)$/.exec(section) ?? assert.fail(section);
    const document = { ...bindText(''), currentPhase: 1 };
    const due = phase === undefined ? undefined : Number(phase);
    return (['progressive', 'level', 1] as const).map(
      (gate) =>
        progressiveSeverity(document, need === 'neither' ? 'none' : (need as Need), due, gate) ??
        'no finding',
    );
  },
};

for (const [name, answer] of Object.entries(ANSWERS)) {
  test(`the engine agrees with the table of ${name} in the reference`, () => {
    const rows = rowsOf(name);
    assert.ok(rows.length > 0);
    for (const row of rows) {
      const answers = [answer(row)].flat();
      assert.deepEqual(row.slice(-answers.length), answers, row[0]);
    }
  });
}

test('the reference lists every rule in its tables of severities and of places', () => {
  const ids = ALL_RULES.map(({ id }) => id).sort();
  const listed = (name: string, column: number): string[] =>
    rowsOf(name)
      .flatMap((cells) => (cells[column] ?? '').split(', '))
      .sort();
  assert.deepEqual(listed('rule severities', 1), ids);
  assert.deepEqual(listed(PLACES, 0), ids);
});

function rowsOf(name: string): readonly (readonly string[])[] {
  return tables.find((table) => table.name === name)?.rows ?? [];
}

function markerInWords(comment: string): string {
  const reading = readPhaseMarker(comment.replace(/^<!--|-->$/g, ''));
  if (reading === undefined) return 'ordinary comment';
  if (reading === 'malformed') return reading;
  const levels = TECHNICAL_DESIGN.levels.map(({ name }) => name);
  return reading.alternatives
    .map((alternative) => {
      const only = levelFilter(alternative, levels);
      return `Phase ${alternative.number}${only ? ` at ${only.join(' and ')}` : ''}`;
    })
    .join(', ');
}

function matchOf(heading: string, title: string): string {
  const { binding } = bindText(`# Payments\n\n## ${heading}\nWords.\n`);
  const [bound, ...others] = binding.templates;
  assert.deepEqual(others, []);
  if (!bound) return 'none';
  assert.equal(fold(bound[1].title), fold(title));
  return binding.misspelled.has(bound[0]) ? 'near miss' : 'exact';
}
