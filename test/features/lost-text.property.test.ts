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

/** An edit that is offered somewhere in a document, and what the author reads before choosing it. */
interface Offered {
  readonly kind: string;
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

const DOORS = { action, everywhere, command, completion };

const choices = fc.array(
  fc.record({
    door: fc.constantFrom<keyof typeof DOORS>('action', 'action', 'everywhere', 'command', 'completion'),
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

test('an answer that is made of the first letters of a section’s words is not taken for that section', () => {
  const labels = (marked: string): readonly string[] => suggest(marked).map(({ label }) => label);
  const of = (line: string): string =>
    `# T\n\n## Overview\n\n${line}\n\n## Quality\n\n- Quality Level: secure\n`;
  assert.ok(!labels(of('$0N/A')).includes('Goals and Non‑Goals'));
  assert.ok(labels(of('$0Goals and Non')).includes('Goals and Non‑Goals'), 'it is offered for its own words');
});

test('after any sequence of offered edits, what the author wrote is there unless a title said that it goes', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(texts, choices, (begun, all) => {
      let text = begun;
      let own = writtenIn(text);
      const story = [begun];
      for (const choice of all) {
        const { before, offered } = DOORS[choice.door](text, choice.at, choice.nth);
        if (!offered) continue;
        // What the author has done by beginning a line was no edit of ours.
        own = left(own, before);
        text = applyEdits(before, offered.edits);
        kinds.add(offered.kind);
        story.push(`“${offered.title}” makes of it\n${text}`);
        own = stillThere(own, text, offered, story);
      }
    }),
    { numRuns: runs(300), ...seeded(3) },
  );
  const unseen = KINDS.filter((kind) => !kinds.has(kind));
  assert.deepEqual(unseen, [], 'each kind was chosen somewhere');
});

/** Findings that are mended are named by their rules. */
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

/** What is chosen, and the text in which it is: who asks for completion has begun a line. */
interface Chosen {
  readonly before: string;
  readonly offered: Offered | undefined;
}

function pick<T>(all: readonly T[], nth: number): T | undefined {
  return all[nth % Math.max(1, all.length)];
}

/** Every action at a place. */
function action(text: string, at: number, nth: number): Chosen {
  const offset = at % (text.length + 1);
  const all = SERVICE.codeActions(designDoc(text), lineRangeAt(text, offset)).map(ofAction);
  return { before: text, offered: pick(all, nth) };
}

/** Every action on the whole, those of a source among them: first of what kind, so that none is rare, and then which. */
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

/** What it does, without what it does it to. */
function groupOf({ kind, title }: Offered): string {
  return `${kind} ${title
    .replace(/[\d“<#].*/s, '')
    .split(' ', 4)
    .join(' ')}`;
}

function ofAction({ kind, title, edits, finding }: ReturnType<typeof SERVICE.codeActions>[number]): Offered {
  return { kind: finding ? finding.rule : kind, title, edits };
}

/** What the commands of an editor ask for; their titles are those of the commands. */
function command(text: string, at: number, nth: number): Chosen {
  const source = designDoc(text);
  const kinds = pick(requestsIn(source), at) ?? [];
  const [title, request] = pick(kinds, nth) ?? [];
  const edits = request ? SERVICE.edit(source, request) : [];
  const isOffered = title && request && edits.length > 0;
  return { before: text, offered: isOffered ? { kind: request.kind, title, edits } : undefined };
}

type Request = readonly [title: string, request: EditRequest];

/** Each kind of command, with all that may be asked of it. */
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

/** What is completed on a line that has just been begun, or where a line begins; no cursor stands before a byte order mark. */
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

/** What an author wrote. */
interface Written {
  /** The lines with words, but those of headings, of templates, and comments to this tool. */
  readonly lines: readonly string[];
  readonly headings: readonly string[];
}

function writtenIn(text: string): Written {
  const { sections } = readOutline(parseMarkdown(text));
  const blank = sections.map(({ heading: { start, end } }) => ({ start, end, newText: '' }));
  return {
    lines: linesOf(applyEdits(text, blank)).filter(
      (line) => !TEMPLATES_LINES.has(line) && !/^<!-- (?:Phase|design-docs)|^[-\s]+$/i.test(line),
    ),
    headings: sections.map(({ title }) => title),
  };
}

/** What a title says that goes: the value of the level, or of another choice, or the words of one heading. */
const SAYS_VALUE = /^(?:Set|Raise|Change this) /;
const SAYS_HEADINGS = [/^(?:Rename to|Make it) /, /^Remove the (?:(\d+) )?unwritten sections? /];

/** What is left of it: fails if more is gone than the title said. */
function stillThere(own: Written, text: string, { title }: Offered, story: readonly string[]): Written {
  const [lines, headings] = gone(own, text);
  const [said] = SAYS_HEADINGS.flatMap((pattern) => pattern.exec(title) ?? []).slice(1);
  const mayGo = SAYS_HEADINGS.some((pattern) => pattern.test(title)) ? Number(said ?? 1) : 0;
  const unsaid = [
    ...lines.filter((line) => !(SAYS_VALUE.test(title) && /quality.level|status/i.test(line))),
    ...headings.slice(mayGo),
  ];
  assert.deepEqual(unsaid, [], story.join('\n--- '));
  return left(own, text);
}

/** What of it is in a text. */
function left(own: Written, text: string): Written {
  const [lines, headings] = gone(own, text);
  return { lines: notIn(own.lines, lines), headings: notIn(own.headings, headings) };
}

function gone({ lines, headings }: Written, text: string): [lines: string[], headings: string[]] {
  const titles = readOutline(parseMarkdown(text)).sections.map((section) => section.title);
  return [notIn(lines, linesOf(text)), notIn(headings, titles)];
}

/** The lines that are none of those there; one may have been joined to another. */
function notIn(lines: readonly string[], there: readonly string[]): string[] {
  const left = [...there];
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

const TEMPLATES_LINES = new Set(TEMPLATES.flatMap((template) => linesOf(templateBody(template))));
