import { readField } from '../../structure/field.ts';
import { type Labeled, labelName } from '../../structure/labeled.ts';
import { lineRangeAt } from '../../text/lines.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { type DesignDocument, sectionOf } from '../document.ts';
import { type GateReading, gateLabels, readGates } from '../gates.ts';
import { isPlaceholder } from '../placeholders.ts';
import { appendItems, appendToList, indentationAt, insertList } from './append-items.ts';

/** The gates that the level of a document requires and the document does not name; none if the section is waived. */
export function missingGates(document: DesignDocument): readonly string[] {
  const reading = readGates(document);
  return reading && reading.section.state !== 'waived' ? reading.missing : [];
}

/** The edit that adds the missing gates, in the form in which the document names others. It only adds text. */
export function addGates(document: DesignDocument): TextEdit[] {
  const reading = readGates(document);
  const section = reading && sectionOf(document, reading.section);
  if (!section) return [];
  const { text } = document.markdown;
  const labeled = gateLabels(document, section).at(-1);
  const edit = labeled && addUnder(text, labeled, reading);
  if (edit) return [edit];
  const { gates, levelField } = document.template;
  // With a new label, only the gates under that label count, so it needs all of them.
  const added = labeled ? reading.missing : reading.required;
  const level = labelName(levelField?.label ?? '');
  const line = `${gates?.label}: ${added.join(', ')}`;
  return [appendItems(text, section, [line], (name) => name === level)];
}

/** The edit that adds gates under an existing label; `undefined` if there is no good place. */
function addUnder(text: string, labeled: Labeled, { missing, section }: GateReading): TextEdit | undefined {
  const { range: label, value, blocks, section: child } = labeled;
  const [first] = blocks.filter(({ kind }) => kind !== 'comment');
  if (first?.kind === 'list') return appendToList(text, first, missing);
  if (child) return appendItems(text, child, missing, () => false);
  const { wordings } = section.known;
  const isOwn = (range: Range): boolean => {
    const source = text.slice(range.start, range.end);
    return source !== '' && !wordings.includes(source) && !isPlaceholder(source);
  };
  if (value.start < value.end)
    return isOwn(value) && !wordings.includes(text.slice(label.start, value.end))
      ? extendText(text, value, missing)
      : insertNested(text, labeled, missing);
  if (first?.kind === 'paragraph') return isOwn(first) ? extendText(text, first, missing) : undefined;
  return first ? undefined : fillLabel(text, label, missing);
}

/** Adds gates to the end of a text, before a final period. The text ends at the first line with its own label. */
function extendText(text: string, { start, end }: Range, gates: readonly string[]): TextEdit {
  const lines = text.slice(start, end).split(/(?<=\r\n|\n|\r(?!\n))/);
  const other = lines.findIndex((line, index) => index > 0 && readField(line.trim()) !== undefined);
  const own = (other < 0 ? lines : lines.slice(0, other)).join('').trimEnd();
  const at = start + own.replace(/(?<![.\s])\.$/, '').length;
  return { start: at, end: at, newText: `, ${gates.join(', ')}` };
}

/**
 * Adds gates as a list nested under the item of a label whose value is the template's or a placeholder. Gates on that
 * line would look like a part of it.
 */
function insertNested(
  text: string,
  { range, value }: Labeled,
  gates: readonly string[],
): TextEdit | undefined {
  const isItem = /(?:[-*+]|\d[.)])[ \t]+$/.test(
    text.slice(lineRangeAt(text, range.start).start, range.start),
  );
  const isAtLineEnd = lineRangeAt(text, value.end).end - value.end === 0;
  if (!isItem || !isAtLineEnd) return undefined;
  const above = { kind: 'break' as const, start: range.start, end: value.end };
  return insertList(text, above, gates, indentationAt(text, range.start));
}

/** Adds gates after a label without a value, and a colon if the label has none. */
function fillLabel(text: string, { start, end }: Range, gates: readonly string[]): TextEdit | undefined {
  const label = text.slice(start, end);
  const isCell = label.startsWith('|') || label.endsWith('|');
  if (isCell) return undefined;
  const colon = readField(label) ? '' : ':';
  return { start: end, end, newText: `${colon} ${gates.join(', ')}` };
}
