import type { Level } from '../template/template.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../text/lines.ts';
import type { TextEdit } from '../text/range.ts';
import type { DesignDocument } from './document.ts';
import { insertBlock, insertionOffset, templateText } from './insert.ts';
import type { LevelUse } from './level.ts';

/**
 * The edit that makes `level` the document's quality level: in the field that decides, else as a new first line of
 * the level's section, else as that section. No edit if the level is set already or the template has no levels.
 */
export function setLevel(document: DesignDocument, level: Level): TextEdit | undefined {
  const { level: reading, template, markdown, binding } = document;
  if (!template.levelField) return undefined;
  if (reading.field?.reading.kind === 'set' && reading.field.reading.level === level) return undefined;
  if (reading.field) return setValue(markdown.text, reading.field, level);
  const section = binding.sections.get(template.levelField.section);
  if (!section) {
    const block = templateText(template, template.levelField.section, level.name, binding.shift);
    return insertBlock(markdown.text, insertionOffset(document, template.levelField.section), block);
  }
  const line = `- ${template.levelField.label}: ${level.name}`;
  return insertFirstLine(markdown.text, section.heading.end, line);
}

/** The edit that sets the value of one level field; a note behind a level's name stays. */
export function setValue(text: string, { at, reading }: LevelUse, level: Level): TextEdit {
  const value = text.slice(at.start, at.end);
  if (reading.kind === 'set') {
    const index = value.toLowerCase().indexOf(reading.level.name.toLowerCase());
    const start = at.start + Math.max(0, index);
    if (index >= 0) return { start, end: start + reading.level.name.length, newText: level.name };
  }
  const comment = /\s*<!--[\s\S]*$/.exec(value)?.[0] ?? '';
  const words = value.slice(0, value.length - comment.length);
  // Emphasis that closes here and opened in front of the label is not the value's.
  const closing = /^[*_`]/.test(words) ? '' : (/[*_`]+$/.exec(words)?.[0] ?? '');
  const before = words === '' && /[^\s|]/.test(text[at.start - 1] ?? ' ') ? ' ' : '';
  const behind = words === '' && comment !== '' ? ' ' : '';
  const end = at.end - comment.length - closing.length;
  return { start: at.start, end, newText: before + level.name + behind };
}

/** A blank line keeps a paragraph that follows from becoming part of the new list item. */
function insertFirstLine(text: string, headingEnd: number, line: string): TextEdit {
  const lineBreak = lineBreakOf(text);
  const end = lineRangeAt(text, headingEnd).end;
  const following = lineRangeAt(text, nextLine(text, end));
  const next = end === text.length ? '' : text.slice(following.start, following.end);
  const gap = next.trim() === '' || /^\s{0,3}[-*+]\s/.test(next) ? '' : lineBreak;
  return { start: end, end, newText: lineBreak + line + gap };
}
