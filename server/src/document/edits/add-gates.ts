import { readField } from '../../structure/field.ts';
import { type Labeled, labelName } from '../../structure/labeled.ts';
import { lineRangeAt } from '../../text/lines.ts';
import type { Range, TextEdit } from '../../text/range.ts';
import { type DesignDocument, sectionOf } from '../document.ts';
import { type GateReading, gateLabels, readGates } from '../gates.ts';
import { isPlaceholder } from '../placeholders.ts';
import { appendItems, appendToList, indentationAt, insertList } from './append-items.ts';

/** The gates that the document's level asks for and its criteria do not name. */
export function missingGates(document: DesignDocument): readonly string[] {
  const reading = readGates(document);
  return reading && reading.section.state !== 'waived' ? reading.missing : [];
}

/** Names the missing gates where others are named, in the way in which these are; nothing is taken away. */
export function addGates(document: DesignDocument): TextEdit[] {
  const reading = readGates(document);
  const section = reading && sectionOf(document, reading.section);
  if (!section) return [];
  const { text } = document.markdown;
  const labelled = gateLabels(document, section).at(-1);
  const edit = labelled && addUnder(text, labelled, reading);
  if (edit) return [edit];
  const { gates, levelField } = document.template;
  // Under a label that is new, only what stands there counts.
  const named = labelled ? reading.missing : reading.required;
  const level = labelName(levelField?.label ?? '');
  const line = `${gates?.label}: ${named.join(', ')}`;
  return [appendItems(text, section, [line], (name) => name === level)];
}

function addUnder(text: string, labelled: Labeled, { missing, section }: GateReading): TextEdit | undefined {
  const { range: at, value, blocks, section: child } = labelled;
  const [first] = blocks.filter(({ kind }) => kind !== 'comment');
  if (first?.kind === 'list') return appendToList(text, first, missing);
  if (child) return appendItems(text, child, missing, () => false);
  const { wordings } = section.known;
  const isOwn = (range: Range): boolean => {
    const source = text.slice(range.start, range.end);
    return source !== '' && !wordings.includes(source) && !isPlaceholder(source);
  };
  if (value.start < value.end)
    return isOwn(value) && !wordings.includes(text.slice(at.start, value.end))
      ? continued(text, value, missing)
      : nested(text, labelled, missing);
  if (first?.kind === 'paragraph') return isOwn(first) ? continued(text, first, missing) : undefined;
  return first ? undefined : opened(text, at, missing);
}

/** Behind what is named, in front of a final full stop; lines below with a label of their own are about something else. */
function continued(text: string, { start, end }: Range, gates: readonly string[]): TextEdit {
  const lines = text.slice(start, end).split(/(?<=\r\n|\n|\r(?!\n))/);
  const other = lines.findIndex((line, index) => index > 0 && readField(line.trim()) !== undefined);
  const own = (other < 0 ? lines : lines.slice(0, other)).join('').trimEnd();
  const at = start + own.replace(/(?<![.\s])\.$/, '').length;
  return { start: at, end: at, newText: `, ${gates.join(', ')}` };
}

/** Below a line that is no author's: what is named on it would read as the template's or as still to be decided. */
function nested(text: string, { range: at, value }: Labeled, gates: readonly string[]): TextEdit | undefined {
  const isItem = /(?:[-*+]|\d[.)])[ \t]+$/.test(text.slice(lineRangeAt(text, at.start).start, at.start));
  const isAlone = lineRangeAt(text, value.end).end - value.end === 0;
  if (!isItem || !isAlone) return undefined;
  const above = { kind: 'break' as const, start: at.start, end: value.end };
  return insertList(text, above, gates, indentationAt(text, at.start));
}

/** Behind a bare label, whose colon is added if it has none. */
function opened(text: string, { start, end }: Range, gates: readonly string[]): TextEdit | undefined {
  const label = text.slice(start, end);
  const isCell = label.startsWith('|') || label.endsWith('|');
  if (isCell) return undefined;
  const colon = readField(label) ? '' : ':';
  return { start: end, end, newText: `${colon} ${gates.join(', ')}` };
}
