import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EditRequest } from '../../server/src/features/edit.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import type { Source } from '../../server/src/service/service.ts';
import { readOutline } from '../../server/src/structure/sections.ts';
import { templateBody } from '../../server/src/template/template-file.ts';
import { lineRangeAt } from '../../server/src/text/lines.ts';
import { applyEdits, type TextEdit } from '../../server/src/text/range.ts';
import { designs } from '../rules/designs.ts';
import { TEMPLATES } from '../support/engine.ts';
import { filled, textOf } from '../support/filled.ts';
import fc, { runs, seeded } from '../support/property.ts';
import { designDoc, SERVICE } from '../support/service.ts';
import { inserted, suggest } from '../support/suggest.ts';

/** An edit that is offered in a document, and the title that the author sees. */
interface Offered {
  readonly kind: string;
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The ways in which an editor offers edits. */
const SOURCES = { action, everywhere, command, completion };

const choices = fc.array(
  fc.record({
    from: fc.constantFrom<keyof typeof SOURCES>('action', 'action', 'everywhere', 'command', 'completion'),
    at: fc.nat(),
    nth: fc.nat(),
  }),
  { minLength: 1, maxLength: 10 },
);

const texts = fc.oneof(
  { weight: 3, arbitrary: designs() },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...TEMPLATES)
      .chain((template) =>
        filled(template).map((each) => `<!-- design-docs: template=${template.id} -->\n${textOf(each)}`),
      ),
  },
);

test('does not match “N/A” with the section “Goals and Non‑Goals”', () => {
  const labels = (marked: string): readonly string[] => suggest(marked).map(({ label }) => label);
  const of = (line: string): string =>
    `# T\n\n## Overview\n\n${line}\n\n## Quality\n\n- Quality Level: secure\n`;
  assert.ok(!labels(of('$0N/A')).includes('Goals and Non‑Goals'));
  assert.ok(
    labels(of('$0Goals and Non')).includes('Goals and Non‑Goals'),
    'the section is offered for words of its title',
  );
});

test('after any sequence of offered edits, all text of the author is there unless a title said that it is removed', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(texts, choices, (begun, all) => {
      let text = begun;
      let own = writtenIn(text);
      const story = [begun];
      for (const choice of all) {
        const { before, offered } = SOURCES[choice.from](text, choice.at, choice.nth);
        if (!offered) continue;
        // Before a completion, the author starts a line, which may change other text.
        own = remaining(own, before);
        text = applyEdits(before, offered.edits);
        kinds.add(offered.kind);
        story.push(`after “${offered.title}”:\n${text}`);
        own = assertKept(own, text, offered, story);
      }
    }),
    { numRuns: runs(300), ...seeded(3) },
  );
  const unseen = KINDS.filter((kind) => !kinds.has(kind));
  assert.deepEqual(unseen, [], 'each kind of edit was chosen');
});

/** The kinds of edits. A fix has the name of its rule. */
const KINDS = [
  'completion of key',
  'completion of section',
  'insertMissing',
  'insertSection',
  'leftover-guidance',
  'misplaced-section',
  'missing-section',
  'moveSection',
  'orphan-phase-marker',
  'quickfix',
  'raiseLevel',
  'refactor.move',
  'refactor.rewrite',
  'setLevel',
  'source.fixAll.designDocs',
  'source.sortSections.designDocs',
  'unused-suppression',
  'useTemplate',
  'waive',
];

/** The chosen edit and the text that it applies to. For a completion, the author may have started a line in it. */
interface Chosen {
  readonly before: string;
  readonly offered: Offered | undefined;
}

function pick<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}

/** One of the code actions at a line. */
function action(text: string, at: number, nth: number): Chosen {
  const offset = at % (text.length + 1);
  const all = SERVICE.codeActions(designDoc(text), lineRangeAt(text, offset)).map(ofAction);
  return { before: text, offered: pick(all, nth) };
}

/** One of the code actions for the whole document. Selects a group first, so that no kind of action is rare. */
function everywhere(text: string, at: number, nth: number): Chosen {
  const source = designDoc(text);
  const whole = { start: 0, end: text.length };
  const all = [
    ...SERVICE.fixAll(source),
    ...SERVICE.sortSections(source),
    ...SERVICE.codeActions(source, whole),
  ];
  const offers = all.map(ofAction);
  const group = pick([...new Set(offers.map(groupOf))], at);
  return {
    before: text,
    offered: pick(
      offers.filter((each) => groupOf(each) === group),
      nth,
    ),
  };
}

/** The kind of an action and the start of its title, without names and numbers. */
function groupOf({ kind, title }: Offered): string {
  return `${kind} ${title
    .replace(/[\d“<#].*/s, '')
    .split(' ', 4)
    .join(' ')}`;
}

function ofAction({ kind, title, edits, finding }: ReturnType<typeof SERVICE.codeActions>[number]): Offered {
  return { kind: finding ? finding.rule : kind, title, edits };
}

/** One of the edits that the commands of an editor request. */
function command(text: string, at: number, nth: number): Chosen {
  const source = designDoc(text);
  const kinds = pick(requestsIn(source), at) ?? [];
  const [title, request] = pick(kinds, nth) ?? [];
  const edits = request ? SERVICE.edit(source, request) : [];
  const isOffered = title && request && edits.length > 0;
  return { before: text, offered: isOffered ? { kind: request.kind, title, edits } : undefined };
}

type Request = readonly [title: string, request: EditRequest];

/** All requests that commands can make for a document, by kind. */
function requestsIn(source: Source): readonly (readonly Request[])[] {
  const { levels, phases, anyPhase } = SERVICE.readiness(source);
  const sections = [...phases.flatMap((phase) => phase.sections), ...anyPhase];
  const present = sections.flatMap(({ key, heading }) => (heading ? [key] : []));
  const known = sections.flatMap(({ section }) => section ?? []);
  return [
    levels.map(({ name: level }): Request => [`Set the level to ${level}`, { kind: 'setLevel', level }]),
    levels.map(({ name: level }): Request => [`Raise to ${level}`, { kind: 'raiseLevel', level }]),
    known.map((section): Request => [`Insert ${section}`, { kind: 'insertSection', section }]),
    [
      ['Insert all', { kind: 'insertMissing' }],
      ...phases.map(
        ({ number: phase }): Request => [`Insert all of ${phase}`, { kind: 'insertMissing', phase }],
      ),
    ],
    present.map((section): Request => ['Mark as not applicable', { kind: 'waive', section }]),
    present.flatMap((section) =>
      [...present, undefined].map(
        (before): Request => [`Move ${section} before ${before}`, { kind: 'moveSection', section, before }],
      ),
    ),
    TEMPLATES.map(({ id: template }): Request => [`Use ${template}`, { kind: 'useTemplate', template }]),
  ];
}

/** One of the completions on a new line or at the start of a line. The cursor is never before a byte order mark. */
function completion(text: string, at: number, nth: number): Chosen {
  const start = lineRangeAt(text, at % (text.length + 1)).start || (text.startsWith('\uFEFF') ? 1 : 0);
  const lineBreak = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const before = at % 3 === 0 ? text : text.slice(0, start) + lineBreak + text.slice(start);
  const all = SERVICE.complete(designDoc(before), start, undefined).map((entry) => ({
    kind: `completion of ${entry.kind}`,
    title: entry.label,
    edits: [{ ...entry.edit, newText: inserted(entry) }, ...(entry.otherEdits ?? [])],
  }));
  return { before, offered: pick(all, nth) };
}

/** The text that an author wrote. */
interface Written {
  /** The lines with words, without headings, lines of templates, phase markers, and directives. */
  readonly lines: readonly string[];
  readonly headings: readonly string[];
}

function writtenIn(text: string): Written {
  const { sections } = readOutline(parseMarkdown(text));
  const blank = sections.map(({ heading: { start, end } }) => ({ start, end, newText: '' }));
  return {
    lines: linesOf(applyEdits(text, blank)).filter(
      (line) => !TEMPLATE_LINES.has(line) && !/^<!-- (?:Phase|design-docs)|^[-\s]+$/i.test(line),
    ),
    headings: sections.map(({ title }) => title),
  };
}

/** Titles of edits that replace the level or another choice, or that remove headings. */
const REPLACES_VALUE = /^(?:Set|Raise|Change this) /;
const REMOVES_HEADINGS = [/^(?:Rename to|Make it) /, /^Remove the (?:(\d+) )?unwritten sections? /];

/** Fails if more text of the author is missing than the title allows. Returns what remains. */
function assertKept(own: Written, text: string, { title }: Offered, story: readonly string[]): Written {
  const [lines, headings] = missingFrom(own, text);
  const [count] = REMOVES_HEADINGS.flatMap((pattern) => pattern.exec(title) ?? []).slice(1);
  const allowed = REMOVES_HEADINGS.some((pattern) => pattern.test(title)) ? Number(count ?? 1) : 0;
  const lost = [
    ...lines.filter((line) => !(REPLACES_VALUE.test(title) && /quality.level|status/i.test(line))),
    ...headings.slice(allowed),
  ];
  assert.deepEqual(lost, [], story.join('\n--- '));
  return remaining(own, text);
}

/** The author's lines and headings that are in a text. */
function remaining(own: Written, text: string): Written {
  const [lines, headings] = missingFrom(own, text);
  return { lines: notIn(own.lines, lines), headings: notIn(own.headings, headings) };
}

/** The author's lines and headings that are not in a text. */
function missingFrom({ lines, headings }: Written, text: string): [lines: string[], headings: string[]] {
  const titles = readOutline(parseMarkdown(text)).sections.map((section) => section.title);
  return [notIn(lines, linesOf(text)), notIn(headings, titles)];
}

/** The lines that are not in a list. A line also counts as present if it was joined to another line. */
function notIn(lines: readonly string[], list: readonly string[]): string[] {
  const left = [...list];
  const take = (fits: (line: string) => boolean): boolean => {
    const at = left.findIndex(fits);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const alone = lines.filter((line) => !take((each) => each === line));
  return alone.filter((line) => !take((each) => each.includes(line)));
}

function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const TEMPLATE_LINES = new Set(TEMPLATES.flatMap((template) => linesOf(templateBody(template))));
