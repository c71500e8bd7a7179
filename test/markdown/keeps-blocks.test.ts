import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Block } from '../../server/src/markdown/blocks.ts';
import { keepsBlocks } from '../../server/src/markdown/keeps-blocks.ts';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { lineStarts, wholeLines } from '../../server/src/text/lines.ts';
import { applyEdits, overlaps, type TextEdit } from '../../server/src/text/range.ts';
import fc, { runs } from '../support/property.ts';
import { documents } from './documents.ts';

/** Whether the text between `[` and `]` may be replaced. */
function mayReplace(marked: string, newText = ''): boolean {
  const [start, end] = [marked.indexOf('['), marked.indexOf(']') - 1];
  return keepsBlocks(parseMarkdown(marked.replace(/[[\]]/g, '')), [{ start, end, newText }]);
}

test('a comment that separates nothing may be removed', () => {
  assert.ok(mayReplace('# Title\n\n[<!-- note -->\n]Words.\n'));
  assert.ok(mayReplace('Words.\n[<!-- note -->\n]## Heading\n'));
  assert.ok(mayReplace('Words.\n\n[<!-- note -->\n]\nMore words.\n'));
});

test('a comment that separates blocks may not be removed', () => {
  assert.ok(!mayReplace('Words.\n[<!-- note -->\n]More words.\n'));
  assert.ok(!mayReplace('Words.\n[<!-- note -->\n]---\n'));
  assert.ok(!mayReplace('Words.\n[<!-- note -->\n]Heading\n===\n'));
  assert.ok(!mayReplace('- item\n\n[<!-- note -->\n]\n    code\n'));
  assert.ok(!mayReplace('- item\n\n[<!-- note -->\n]\n- another list\n'));
  assert.ok(mayReplace('Words.\n[<!-- note -->]\nMore words.\n'), 'with a blank line in its place');
});

test('nothing may be inserted into unclosed code, comments, and HTML', () => {
  assert.ok(mayReplace('Words.\n\n[]```\ncode\n', '## Heading\n\n'));
  assert.ok(!mayReplace('[\n\n]   > words\n', '```\n'), 'a quote that becomes code');
  for (const open of ['```\ncode\n', '<!-- note\n', '<script>\n'])
    assert.ok(!mayReplace(`Words.\n\n${open}[]`, '\n## Heading\n'), open);
});

test('text may be added to the line of a block, and items to a list', () => {
  assert.ok(mayReplace('Words[].\n', ', and more'));
  assert.ok(mayReplace('- item[]\n\nWords.\n', '\n- another'));
  assert.ok(mayReplace('[]Words.\n', 'More '), 'before its first word');
  assert.ok(mayReplace('## Heading\n[]- item\n', '- another\n'), 'before its first item');
  assert.ok(mayReplace('- item  []\n\nWords.\n', '\n- another'), 'after white space');
});

test('front matter is not a block, but text that looks like it elsewhere is', () => {
  assert.ok(mayReplace('---\nlevel: [a]\n---\n\nWords.\n', 'b'));
  assert.ok(mayReplace('Words.\n\n---\n\n[<!-- note -->\n]More words.\n\n---\n'));
});

test('parsing the blocks around an edit has the same result as parsing the full document', () => {
  let kept = 0;
  const lines = fc.constantFrom(
    '',
    '\n',
    'words\n',
    '- item\n',
    '## Heading\n\n',
    '```\n',
    '<!-- a -->\n',
    '---\n',
  );
  const property = fc.property(documents(), fc.nat(), fc.nat(3), lines, (text, at, count, newText) => {
    const starts = lineStarts(text);
    const first = at % starts.length;
    const edit = { start: starts[first] as number, end: starts[first + count] ?? text.length, newText };
    const markdown = parseMarkdown(text);
    // Inserted text without a line break at its end would become part of the block after it.
    fc.pre(edit.start >= (markdown.frontMatter?.end ?? 0) && (newText.endsWith('\n') || newText === ''));
    const frontMatter = markdown.frontMatter !== undefined;
    const after = new Set(
      describeBlocks('', parseMarkdown(applyEdits(text, [edit]), { frontMatter }).blocks),
    );
    const expected = describeBlocks(text, markdown.blocks, edit).every((place) => after.has(place));
    if (expected) kept++;
    assert.equal(keepsBlocks(markdown, [edit]), expected, JSON.stringify([text, edit]));
  });
  fc.assert(property, { numRuns: runs(2000) });
  assert.ok(kept > runs(500), `${kept} kept`);
});

/**
 * The path, kind, and range of each block. With an edit, the same after the edit for each block that it does not touch.
 */
function describeBlocks(text: string, blocks: readonly Block[], edit?: TextEdit, path = ''): string[] {
  return blocks.flatMap((block) => {
    const { kind, start, end } = block;
    const isContainer = kind === 'list' || kind === 'quote';
    const isHit =
      edit && (isContainer ? overlaps(edit, wholeLines(text, block)) : edit.start < end && start < edit.end);
    const shift = edit && edit.end <= start ? edit.newText.length - (edit.end - edit.start) : 0;
    const rank = kind === 'heading' ? block.rank : '';
    const own = isHit ? [] : [`${path}${kind}${rank} ${start + shift}-${end + shift}`];
    const nested =
      kind === 'quote' ? block.blocks : kind === 'list' ? block.items.flatMap((item) => item.blocks) : [];
    return [...own, ...describeBlocks(text, nested, edit, `${path}${kind} `)];
  });
}
