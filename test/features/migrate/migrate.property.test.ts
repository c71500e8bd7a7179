import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Migration, migrate } from '../../../server/src/features/migrate/migrate.ts';
import { allHeadings, leafText, parseMarkdown } from '../../../server/src/markdown/markdown.ts';
import { fold } from '../../../server/src/text/fold.ts';
import { designs } from '../../rules/designs.ts';
import { SEED } from '../../support/engine.ts';
import fc, { runs } from '../../support/property.ts';
import { SERVICE, sourceOf } from '../../support/service.ts';
import { OLDER, older } from './older.ts';

const URI = 'file:///home/design-doc.md';

function migrated(text: string, written: 'now' | 'older'): Migration {
  const from = written === 'older' ? OLDER : undefined;
  const source = sourceOf(URI, text);
  return migrate(source, (markdown) => SERVICE.judged({ ...source, markdown }), from);
}

const FIXED = ['misspelled-heading', 'wrong-phase-marker', 'malformed-phase-marker', 'missing-phase-marker'];

/** The author's lines in a comparable form, without headings, phase markers, and lines of a template. */
function ownLines(text: string): string[] {
  const markdown = parseMarkdown(text);
  const headings = [...allHeadings(markdown)];
  let start = 0;
  return text.split(/(?<=\n)/).flatMap((line) => {
    const at = start;
    start += line.length;
    const isHeading = headings.some((heading) => heading.start < start && at < heading.end);
    const words = wordsOf(line);
    return isHeading || words === '' || /^\uFEFF?<!-- ?Phase/.test(line) || TEMPLATES.has(words)
      ? []
      : [words];
  });
}

function wordsOf(line: string): string {
  return fold(line.replace(/^\s*[-*+] |[*_`~]|(?<=\]\([^)]*#)[^)]*/g, ''));
}

const TEMPLATES = new Set([SEED, older(SEED)].flatMap((text) => text.split('\n').map(wordsOf)));

function assertSubsequence(lines: readonly string[], all: readonly string[]): void {
  let at = 0;
  for (const line of lines) {
    const found = all.indexOf(line, at);
    assert.ok(found >= 0, `“${line}” is lost`);
    at = found + 1;
  }
}

function headingsOf(text: string): string[] {
  const markdown = parseMarkdown(text);
  return [...allHeadings(markdown)]
    .map((heading) => leafText(text, heading))
    .filter((heading) => /My own/.test(heading));
}

const documents = fc.oneof(
  fc.tuple(designs(), fc.constant('now' as const)),
  fc.tuple(designs().map(older), fc.constant('older' as const)),
);

test('a second migration changes nothing, and the author’s text keeps its order', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom('\n', '\r\n'), ([text, from], lineBreak) => {
      const written = text.replaceAll(/\r?\n/g, lineBreak);
      const first = migrated(written, from);
      const after = first.markdown.text;
      assert.equal(migrated(after, from).markdown.text, after);
      assertSubsequence(ownLines(written), ownLines(after));
      assert.deepEqual(headingsOf(after), headingsOf(written));
      assert.equal(/\n$/.test(after), /\n$/.test(written));
      if (lineBreak === '\r\n' && written.includes('\n')) assert.doesNotMatch(after, /(?<!\r)\n/);
    }),
    { numRuns: runs(150) },
  );
});

test('findings that a migration fixes are gone, or a note says why they are not', () => {
  fc.assert(
    fc.property(documents, ([text, from]) => {
      const { markdown, notes } = migrated(text, from);
      const found = SERVICE.findings(sourceOf(URI, markdown.text)).filter(({ rule }) => FIXED.includes(rule));
      assert.ok(found.length <= notes.length, found.map(({ message }) => message).join('\n'));
    }),
    { numRuns: runs(100) },
  );
});
