import { type DesignDocument, sectionOf } from '../../document/document.ts';
import { type GateReading, gateLabels, readGates } from '../../document/gates.ts';
import type { Labeled } from '../../structure/labeled.ts';
import { fold } from '../../text/fold.ts';
import { lineRangeAt } from '../../text/lines.ts';
import { contains, type Range } from '../../text/range.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type CursorContext, repeats, replacedAfter, restOfWord } from './place.ts';

/**
 * The gates that the level requires, after the label for gates and in the lines under it. Gates that are already named
 * there are omitted. Gates that are not named anywhere come first.
 */
export function completeGates(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const reading = readGates(document);
  const section = reading && sectionOf(document, reading.section);
  if (!section || !contains(section, cursor.offset)) return undefined;
  const labeled = gateLabels(document, section).findLast(({ range }) => range.start <= cursor.offset);
  const position = reading && labeled && findGatePosition(document, cursor, labeled, reading);
  if (!position || (trigger !== undefined && !position.isAfterLabel)) return undefined;
  const gap = /[:|*_`,;]$/.test(cursor.before.slice(0, position.start - cursor.lineStart)) ? ' ' : '';
  return openGates(document, reading, labeled, position).map((gate) => {
    const isReplaceable = (words: string): boolean => position.isTemplates || repeats(gate, words);
    const { end, kept } = replacedAfter(cursor, position.isTemplates ? /^.*$/s : REST, isReplaceable);
    const comma = position.typed === '' && FOLLOWED.test(kept) ? (/^\s/.test(kept) ? ',' : ', ') : '';
    return {
      kind: 'gate',
      label: gate,
      detail: `required at ${document.level.level?.name}`,
      documentation: '',
      edit: { start: position.start, end, newText: gap + escapeSnippet(gate) + comma },
      filterText: position.isTemplates ? position.typed + gate : gap + gate,
    };
  });
}

/** Words up to the next list separator. */
const REST = /^[\p{L}\p{N}-]*(?:[ \t]+[\p{L}\p{N}-]+)*/u;

/** Another name follows, and not closing emphasis or a comment. */
const FOLLOWED = /^\s*(?![*_`]+\s*$|<!--)[^\s,;.|]/;

/** The range in which a gate can be named: one name in a list, or a whole line that is still the template's. */
interface GatePosition extends Range {
  readonly typed: string;
  readonly isTemplates: boolean;
  /** Whether the line contains only the label. */
  readonly isAfterLabel: boolean;
}

function findGatePosition(
  { markdown: { text } }: DesignDocument,
  cursor: CursorContext,
  labeled: Labeled,
  { section: { known } }: GateReading,
): GatePosition | undefined {
  const { offset, lineStart, before, after } = cursor;
  const isOnLabel = labeled.range.start >= lineStart;
  const line = isOnLabel
    ? labelLine(labeled, offset, before, lineStart)
    : lineUnder(text, labeled, offset, before);
  if (line === undefined) return undefined;
  const start = lineStart + line;
  const content = before.slice(line) + after.trimEnd();
  if (content !== '' && known.wordings.includes(content))
    return {
      start,
      end: start + content.length,
      typed: before.slice(line),
      isTemplates: true,
      isAfterLabel: false,
    };
  const typed = before
    .slice(line)
    .replace(/^.*[,;|]/s, '')
    .trimStart();
  const isAfterLabel = isOnLabel && before.slice(line).trim() === '';
  return {
    start: offset - typed.length,
    end: offset + restOfWord(cursor).length,
    typed,
    isTemplates: false,
    isAfterLabel,
  };
}

/** The column where the value after a label begins. */
function labelLine(
  { value }: Labeled,
  offset: number,
  before: string,
  lineStart: number,
): number | undefined {
  const column = Math.min(value.start, offset) - lineStart;
  // A label needs its colon.
  const isLabel = /[:|][*_`]*[ \t]*$/.test(before.slice(0, column));
  return isLabel ? column + (/^[ \t]*/.exec(before.slice(column))?.[0].length ?? 0) : undefined;
}

/** The column where the text of a line below the label begins, after a list marker. */
function lineUnder(text: string, { blocks }: Labeled, offset: number, before: string): number | undefined {
  const isUnder = blocks.some(
    ({ kind, start, end }) =>
      (kind === 'list' || kind === 'paragraph') && start <= offset && offset <= lineRangeAt(text, end).end,
  );
  const lead = /^[ \t>]*(?:(?:[-+*]|\d+[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?/.exec(before)?.[0];
  return isUnder ? lead?.length : undefined;
}

function openGates(
  { template, markdown: { text } }: DesignDocument,
  { required: asked, missing, section: { known } }: GateReading,
  { value, blocks }: Labeled,
  { start, end, typed, isTemplates }: GatePosition,
): string[] {
  const last = Math.max(value.end, end, ...blocks.map((block) => block.end));
  const others = `${text.slice(Math.min(value.start, start), start)}\n${text.slice(end, last)}`
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^[\s>]*(?:[-+*]|\d+[.)])\s/, '').trim())
    .filter((line) => !known.wordings.includes(line));
  const words = fold(others.join('\n'));
  const begun = isTemplates ? '' : fold(typed);
  return asked
    .filter((gate) => !template.namesGate(gate, words) && ` ${fold(gate)}`.includes(` ${begun}`))
    .toSorted((a, b) => Number(missing.includes(b)) - Number(missing.includes(a)));
}
