import { firstThatKeepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import type { Section } from '../../structure/sections.ts';
import type { Level } from '../../template/template.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import { applyEdits, movedBy, type Range, type TextEdit } from '../../text/range.ts';
import type { DesignDocument } from '../document.ts';
import { type LevelUse, readLevelValue } from '../level.ts';
import { chosenPart } from './chosen-part.ts';
import { insertBlock, insertionOffset, sectionText } from './insert.ts';
import { lineStartAt } from './whole-lines.ts';

/**
 * The edit that sets the quality level of a document: in the level field that decides, otherwise as a new field where
 * the template has it, otherwise with the section that the field belongs to. `undefined` if the level is already set,
 * or if the template has no levels.
 */
export function setLevel(document: DesignDocument, level: Level): TextEdit | undefined {
  const { level: reading, template, markdown, binding } = document;
  const { levelField } = template;
  if (!levelField) return undefined;
  if (reading.field?.reading.kind === 'set' && reading.field.reading.level === level) return undefined;
  if (reading.field) return setField(document, reading.field, level);
  if (levelField.place === 'front-matter') return insertKey(markdown, levelField.label, level);
  const line = `${levelField.label}: ${level.name}`;
  if (!levelField.section) return insertAbove(document, `- ${line}`);
  const section = binding.sections.get(levelField.section);
  if (section) return insertFirstLine(markdown, section, line);
  const block = sectionText(document, levelField.section, level.name);
  return insertBlock(markdown.text, insertionOffset(document, levelField.section), block);
}

/** Inserts the level as the last key of the front matter, which is created if there is none. */
function insertKey({ text, frontMatter }: Markdown, label: string, level: Level): TextEdit {
  const lineBreak = lineBreakOf(text);
  const line = `${label}: ${level.name}${lineBreak}`;
  if (frontMatter) return { start: frontMatter.body.end, end: frontMatter.body.end, newText: line };
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  return { start, end: start, newText: `---${lineBreak}${line}---${lineBreak}` };
}

/** Inserts the level below the title, or at the top if there is no title. */
function insertAbove({ markdown: { text, frontMatter }, outline }: DesignDocument, line: string): TextEdit {
  const title = outline.sections[0];
  if (title?.rank === 1) return insertBlock(text, title.heading.end, line);
  return insertBlock(text, frontMatter?.end ?? (text.startsWith('\uFEFF') ? 1 : 0), line);
}

/** The edit that sets one level field of a document. */
export function setField(
  { markdown, template }: DesignDocument,
  { valueRange: at }: LevelUse,
  level: Level,
): TextEdit {
  const names = template.levels.map(({ name }) => name);
  return setValue(markdown.text, at, names, level.name);
}

/**
 * The edit that sets the value of a field to `name`, one of `names`, so that it is read as that name. A note of the
 * author after the value stays, in parentheses if it would otherwise be read as another name. `at` is the range of the
 * value.
 */
export function setValue(text: string, at: Range, names: readonly string[], name: string): TextEdit {
  const value = text.slice(at.start, at.end);
  const { start, end } = chosenPart(value, names);
  const before = value === '' && /[^\s|]/.test(text[at.start - 1] ?? ' ') ? ' ' : '';
  const after = start === end && /^[^\s*_`]/.test(value.slice(end)) ? ' ' : '';
  const part = { start: at.start + start, end: at.start + end, newText: before + name + after };
  const note = value.slice(end).replace(/^[\s.,;:-]+/, '');
  const alternatives = [
    part,
    { ...at, newText: before + name + (/\p{L}/u.test(note) && !/[()[\]]/.test(note) ? ` (${note})` : '') },
    { ...at, newText: before + name },
  ];
  return alternatives.find((edit) => readAfter(text, at, edit, names) === name) ?? part;
}

/** The name that the field is read as after an edit of its value; `undefined` if it is none of the names. */
function readAfter(text: string, at: Range, edit: TextEdit, names: readonly string[]): string | undefined {
  const value = applyEdits(text.slice(at.start, at.end), [movedBy(edit, -at.start)]);
  const levels = names.map((name) => ({ name }));
  const reading = readLevelValue(value, levels);
  return reading.kind === 'set' ? reading.level.name : undefined;
}

/**
 * Inserts a line at the start of a section: as the first item if the section begins with a bulleted list, otherwise as
 * a new list, or as a paragraph if a list would absorb the block after it.
 */
function insertFirstLine(markdown: Markdown, { heading, blocks: [first] }: Section, line: string): TextEdit {
  const { text } = markdown;
  const lineBreak = lineBreakOf(text);
  if (first?.kind === 'list' && !first.ordered) {
    const start = lineStartAt(text, first.start);
    const bullet = text.slice(start, first.start + 1);
    return { start, end: start, newText: `${bullet} ${line}${lineBreak}` };
  }
  const { end } = lineRangeAt(text, heading.end);
  const following = lineRangeAt(text, nextLine(text, end));
  const isApart = end === text.length || text.slice(following.start, following.end).trim() === '';
  // A blank line, so that a paragraph that follows does not become part of the new list item.
  const gap = isApart ? '' : lineBreak;
  const alternatives = [`- ${line}`, line].map((each) => ({
    start: end,
    end,
    newText: lineBreak + each + gap,
  }));
  return firstThatKeepsBlocks(markdown, alternatives)[0] ?? (alternatives[0] as TextEdit);
}
