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

test('every action changes the document, loses nothing of the author’s, and is not offered again', () => {
  const property = fc.property(designs(), (text) => {
    const whole = { start: 0, end: text.length };
    const source = designDoc(text);
    for (const action of SERVICE.codeActions(source, whole)) checkAction(source, action);
  });
  fc.assert(property, { numRuns: runs(100) });
});

test('all safe fixes at once leave none, and lose nothing of the author’s', () => {
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

test('sorting moves sections and changes nothing else, and is not offered again', () => {
  const property = fc.property(designs(), (text) => {
    const [action] = SERVICE.sortSections(designDoc(text));
    if (!action) return;
    const sorted = checkWhole(text, action);
    assert.deepEqual(linesOf(sorted), linesOf(text));
    assert.deepEqual(SERVICE.sortSections(designDoc(sorted)), [], sorted);
  });
  fc.assert(property, { numRuns: runs(150) });
});

test('a move followed by the move back gives the same bytes', () => {
  let moves = 0;
  const property = fc.property(designs(), (text) => {
    const document = read(text);
    const { sections } = document.outline;
    const isAlone = (section: Section): boolean => alike(document, section, document).length === 1;
    for (const section of sections.filter(isAlone)) {
      const follower = sections.find(({ start }) => start >= section.end);
      if (follower && !isAlone(follower)) continue;
      for (const before of [...sections, undefined]) {
        const edits = relocate(document, section, before);
        if (!edits) continue;
        moves++;
        const moved = read(applyEdits(text, edits));
        const story = `${section.title} before ${before?.title}\n${text}\n---\n${moved.markdown.text}`;
        const [again] = alike(moved, section, document);
        const next = follower && alike(moved, follower, document)[0];
        const back = again && relocate(moved, again, next);
        assert.equal(back && applyEdits(moved.markdown.text, back), text, story);
      }
    }
  });
  fc.assert(property, { numRuns: runs(100) });
  assert.ok(moves > runs(1000), `${moves} moves`);
});

/** The sections of a document with the very text of one of another, without what is nested in them. */
function alike(document: Read, section: Section, { markdown }: Read): Section[] {
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
  const story = `“${action.title}” makes of\n${text}\n---\n${changed}`;
  const rule = action.finding?.rule ?? /^Allow (\S+) /.exec(action.title)?.[1];
  const source = designDoc(changed);
  if (rule) {
    const amount = (of: Source): number => {
      const all = SERVICE.findings(of).filter(({ rule: id }) => id === rule);
      // One finding may stand for several missing sections, each with its place in the template.
      return rule === 'missing-section' ? all.flatMap(({ related }) => related).length : all.length;
    };
    assert.ok(amount(source) < amount(before), story);
  } else {
    const again = SERVICE.codeActions(source, { start: 0, end: changed.length });
    // The same change may be offered for another section.
    const isSame = ({ title, edits }: Action): boolean =>
      title === action.title && edits[0]?.start === action.edits[0]?.start;
    assert.ok(!again.some(isSame), story);
  }
}

/** What holds for every action: the text afterwards. */
function checkWhole(text: string, { title, edits }: Action): string {
  const changed = applyEdits(text, edits);
  const story = `“${title}” makes of\n${text}\n---\n${changed}`;
  assert.notEqual(changed, text, story);
  if (text.includes('\r\n') && !/(?<!\r)\n/.test(text)) assert.doesNotMatch(changed, /(?<!\r)\n/, story);
  assert.equal(changed.startsWith('\uFEFF'), text.startsWith('\uFEFF'), story);
  assert.equal(/[\r\n]$/.test(changed), /[\r\n]$/.test(text), story);
  const left = linesOf(changed);
  for (const line of authorsLines(text)) {
    const at = left.indexOf(line);
    assert.ok(at >= 0, `${story}\n--- which lacks “${line}”`);
    left.splice(at, 1);
  }
  const blocks = leavesIn(changed);
  for (const block of leavesIn(text, edits)) {
    const at = blocks.indexOf(block);
    assert.ok(at >= 0, `${story}\n--- in which this is another block: ${block}`);
    blocks.splice(at, 1);
  }
  return changed;
}

/** The kind and the source of all blocks that hold text, without those that edits touch. */
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

const TEMPLATES_LINES = new Set(linesOf(SEED));

/** All lines with words but headings, the template's, comments to the tool and the level's, which are there to change. */
function authorsLines(text: string): string[] {
  const headings = read(text).outline.sections.map(({ heading: { start, end } }) => ({
    start,
    end,
    newText: '',
  }));
  return linesOf(applyEdits(text, headings)).filter(
    (line) => !TEMPLATES_LINES.has(line) && !/^<!-- (?:Phase|design-docs)|^-+$|quality.level/i.test(line),
  );
}
