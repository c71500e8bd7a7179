import { type DesignDocument, sectionOf } from '../../document/document.ts';
import { type GateReading, gateLabels, readGates } from '../../document/gates.ts';
import type { Labeled } from '../../structure/labeled.ts';
import { fold } from '../../text/fold.ts';
import { lineRangeAt } from '../../text/lines.ts';
import { contains, type Range } from '../../text/range.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { lookBehind, type Place, repeats, restOfWord } from './place.ts';

/**
 * The gates that the level asks for, where they are to be named: behind their label and in the lines under it. Those
 * that stand there are left out, and those that no label names come first.
 */
export function completeGates(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  const reading = readGates(document);
  const section = reading && sectionOf(document, reading.section);
  if (!section || !contains(section, place.offset)) return undefined;
  const labelled = gateLabels(document, section).findLast(({ range: at }) => at.start <= place.offset);
  const spot = reading && labelled && findSpot(document, place, labelled, reading);
  if (!spot || (trigger !== undefined && !spot.isBehindLabel)) return undefined;
  const gap = /[:|*_`,;]$/.test(place.before.slice(0, spot.start - place.lineStart)) ? ' ' : '';
  return openGates(document, reading, labelled, spot).map((gate) => {
    const isOurs = (words: string): boolean => spot.isTemplates || repeats(gate, words);
    const { end, kept } = lookBehind(place, spot.isTemplates ? /^.*$/s : REST, isOurs);
    const comma = spot.typed === '' && FOLLOWED.test(kept) ? (/^\s/.test(kept) ? ',' : ', ') : '';
    return {
      kind: 'gate',
      label: gate,
      detail: `asked for at ${document.level.level?.name}`,
      documentation: '',
      edit: { start: spot.start, end, newText: gap + escapeSnippet(gate) + comma },
      filterText: spot.isTemplates ? spot.typed + gate : gap + gate,
    };
  });
}

/** Words up to what parts the names of a list. */
const REST = /^[\p{L}\p{N}-]*(?:[ \t]+[\p{L}\p{N}-]+)*/u;

/** Another name, behind which no list begins anew: neither closing emphasis nor a comment. */
const FOLLOWED = /^\s*(?![*_`]+\s*$|<!--)[^\s,;.|]/;

/** One of the names of a list, or a line that is still the template's. */
interface Spot extends Range {
  readonly typed: string;
  readonly isTemplates: boolean;
  /** Whether nothing stands on the line yet but the label. */
  readonly isBehindLabel: boolean;
}

function findSpot(
  { markdown: { text } }: DesignDocument,
  place: Place,
  labelled: Labeled,
  { section: { known } }: GateReading,
): Spot | undefined {
  const { offset, lineStart, before, after } = place;
  const isOnLabel = labelled.range.start >= lineStart;
  const line = isOnLabel
    ? labelLine(labelled, offset, before, lineStart)
    : lineUnder(text, labelled, offset, before);
  if (line === undefined) return undefined;
  const start = lineStart + line;
  const content = before.slice(line) + after.trimEnd();
  if (content !== '' && known.wordings.includes(content))
    return {
      start,
      end: start + content.length,
      typed: before.slice(line),
      isTemplates: true,
      isBehindLabel: false,
    };
  const typed = before
    .slice(line)
    .replace(/^.*[,;|]/s, '')
    .trimStart();
  const isBehindLabel = isOnLabel && before.slice(line).trim() === '';
  return {
    start: offset - typed.length,
    end: offset + restOfWord(place).length,
    typed,
    isTemplates: false,
    isBehindLabel,
  };
}

/** The column at which the value behind a label begins. */
function labelLine(
  { value }: Labeled,
  offset: number,
  before: string,
  lineStart: number,
): number | undefined {
  const column = Math.min(value.start, offset) - lineStart;
  // A label without its colon is not yet one.
  const isLabel = /[:|][*_`]*[ \t]*$/.test(before.slice(0, column));
  return isLabel ? column + (/^[ \t]*/.exec(before.slice(column))?.[0].length ?? 0) : undefined;
}

/** The column at which what is named on a line below the label begins. */
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
  { start, end, typed, isTemplates }: Spot,
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
