import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relocate } from '../../../server/src/document/edits/relocate.ts';
import type { Action } from '../../../server/src/features/actions/action.ts';
import { parseMarkdown, walkBlocks } from '../../../server/src/markdown/markdown.ts';
import type { Source } from '../../../server/src/service/service.ts';
import { readOutline, type Section } from '../../../server/src/structure/sections.ts';
import { applyEdits, overlaps, type TextEdit } from '../../../server/src/text/range.ts';
import { designs } from '../../rules/designs.ts';
import { SEED } from '../../support/engine.ts';
import fc, { runs } from '../../support/property.ts';
import { designDoc, SERVICE } from '../../support/service.ts';

test('every action changes the document, keeps the author’s text, and is not offered again', () => {
  const property = fc.property(designs(), (text) => {
    const whole = { start: 0, end: text.length };
    const source = designDoc(text);
    for (const action of SERVICE.codeActions(source, whole)) checkAction(source, action);
  });
  fc.assert(property, { numRuns: runs(100) });
});

test('applying all safe fixes at once leaves none to apply and keeps the author’s text', () => {
  const property = fc.property(designs(), (text) => {
    const [action] = SERVICE.fixAll(designDoc(text));
    if (!action) return;
    const fixed = checkWhole(text, action);
    assert.deepEqual(SERVICE.fixAll(designDoc(fixed)), [], fixed);
    const left = SERVICE.findings(designDoc(fixed)).filter(({ safeFix }) => safeFix?.());
    assert.deepEqual(left, [], fixed);
  });
  fc.assert(property, { numRuns: runs(150) });
});

test('sorting only moves sections and is not offered again', () => {
  const property = fc.property(designs(), (text) => {
    const [action] = SERVICE.sortSections(designDoc(text));
    if (!action) return;
    const sorted = checkWhole(text, action);
    assert.deepEqual(linesOf(sorted), linesOf(text));
    assert.deepEqual(SERVICE.sortSections(designDoc(sorted)), [], sorted);
  });
  fc.assert(property, { numRuns: runs(150) });
});

test('moving a section and moving it back restores the exact text', () => {
  let moves = 0;
  const property = fc.property(designs(), (text) => {
    const document = read(text);
    const { sections } = document.outline;
    const isAlone = (section: Section): boolean => sameSections(document, section, document).length === 1;
    for (const section of sections.filter(isAlone)) {
      const follower = sections.find(({ start }) => start >= section.end);
      if (follower && !isAlone(follower)) continue;
      for (const before of [...sections, undefined]) {
        const edits = relocate(document, section, before);
        if (!edits) continue;
        moves++;
        const moved = read(applyEdits(text, edits));
        const story = `${section.title} before ${before?.title}\n${text}\n---\n${moved.markdown.text}`;
        const [again] = sameSections(moved, section, document);
        const next = follower && sameSections(moved, follower, document)[0];
        const back = again && relocate(moved, again, next);
        assert.equal(back && applyEdits(moved.markdown.text, back), text, story);
      }
    }
  });
  fc.assert(property, { numRuns: runs(100) });
  assert.ok(moves > runs(1000), `${moves} moves`);
});

/**
 * The sections of a document that have the same own text as a section of another document. Child sections do not count.
 */
function sameSections(document: Read, section: Section, { markdown }: Read): Section[] {
  const own = ownText(markdown.text, section);
  return document.outline.sections.filter((each) => ownText(document.markdown.text, each) === own);
}

type Read = ReturnType<typeof read>;

function read(text: string) {
  const markdown = parseMarkdown(text);
  return { markdown, outline: readOutline(markdown) };
}

function ownText(text: string, { start, heading, blocks }: Section): string {
  return text.slice(start, (blocks.at(-1) ?? heading).end).trimEnd();
}

function checkAction(before: Source, action: Action): void {
  const { text } = before.markdown;
  const changed = checkWhole(text, action);
  const story = `“${action.title}” changes\n${text}\n--- to\n${changed}`;
  const [, suppressed] = /<!-- design-docs-disable (\S+): {2}-->/.exec(action.edits[0]?.newText ?? '') ?? [];
  const rule = action.finding?.rule ?? suppressed;
  const source = designDoc(changed);
  if (rule) {
    const amount = (of: Source): number => {
      const all = SERVICE.findings(of).filter(({ rule: id }) => id === rule);
      // One finding may be about several missing sections. Each has related information.
      return rule === 'missing-section' ? all.flatMap(({ related }) => related).length : all.length;
    };
    assert.ok(amount(source) < amount(before), story);
  } else {
    const again = SERVICE.codeActions(source, { start: 0, end: changed.length });
    // An action with the same title may be offered for another section.
    const isSame = ({ title, edits }: Action): boolean =>
      title === action.title && edits[0]?.start === action.edits[0]?.start;
    assert.ok(!again.some(isSame), story);
  }
}

/** Checks what must be true after every action, and returns the changed text. */
function checkWhole(text: string, { title, edits }: Action): string {
  const changed = applyEdits(text, edits);
  const story = `“${title}” changes\n${text}\n--- to\n${changed}`;
  assert.notEqual(changed, text, story);
  if (text.includes('\r\n') && !/(?<!\r)\n/.test(text)) assert.doesNotMatch(changed, /(?<!\r)\n/, story);
  assert.equal(changed.startsWith('\uFEFF'), text.startsWith('\uFEFF'), story);
  assert.equal(/[\r\n]$/.test(changed), /[\r\n]$/.test(text), story);
  const left = linesOf(changed);
  for (const line of authorsLines(text)) {
    const at = left.indexOf(line);
    assert.ok(at >= 0, `${story}\n--- lost “${line}”`);
    left.splice(at, 1);
  }
  const blocks = leavesIn(changed);
  for (const block of leavesIn(text, edits)) {
    const at = blocks.indexOf(block);
    assert.ok(at >= 0, `${story}\n--- this block is another one now: ${block}`);
    blocks.splice(at, 1);
  }
  return changed;
}

/** The kind and source of all leaf blocks, without those that edits touch. */
function leavesIn(text: string, edits: readonly TextEdit[] = []): string[] {
  return [...walkBlocks(parseMarkdown(text).blocks)]
    .filter(({ kind }) => kind !== 'list' && kind !== 'quote')
    .filter((block) => !edits.some((edit) => overlaps(edit, block)))
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .sort();
}

const TEMPLATE_LINES = new Set(linesOf(SEED));

/** The author's lines: all lines except headings, lines of the template, phase markers, directives, and the level. */
function authorsLines(text: string): string[] {
  const headings = read(text).outline.sections.map(({ heading: { start, end } }) => ({
    start,
    end,
    newText: '',
  }));
  return linesOf(applyEdits(text, headings)).filter(
    (line) => !TEMPLATE_LINES.has(line) && !/^<!-- (?:Phase|design-docs)|^-+$|quality.level/i.test(line),
  );
}
