import { stateInWords } from '../../features/progress/describe.ts';
import { sanitize } from '../formats/words.ts';
import type { Counts, ReportedDocument, ReportResult } from '../schema.ts';

/** A column of the table: a phase, or the sections without a phase. */
export interface Column {
  /** `undefined` for the sections without a phase. */
  readonly phase: number | undefined;
  /** The name of the phase, if it is the same in all documents. */
  readonly name: string | undefined;
}

/**
 * A document's progress in a column: `none` if the phase requires nothing, `off` if the level does not require the
 * phase.
 */
export interface Cell extends Counts {
  readonly kind: 'done' | 'part' | 'none' | 'off';
  readonly isCurrent: boolean;
}

/** The columns for all documents. */
export function columnsOf({ documents }: ReportResult): Column[] {
  const names = new Map<number, Set<string>>();
  for (const { number, name } of documents.flatMap(({ phases }) => phases))
    names.set(number, (names.get(number) ?? new Set()).add(name));
  const phases = [...names]
    .sort(([a], [b]) => a - b)
    .map(([phase, own]): Column => ({ phase, name: own.size === 1 ? [...own][0] : undefined }));
  const hasOthers = documents.some(({ anyPhase }) => anyPhase.total > 0);
  return hasOthers ? [...phases, { phase: undefined, name: undefined }] : phases;
}

/** The document's cell in a column; `undefined` if its template does not have the phase. */
export function cellOf(document: ReportedDocument, { phase }: Column): Cell | undefined {
  const found = document.phases.find(({ number }) => number === phase);
  if (phase !== undefined && !found) return undefined;
  const { done, total } = found ?? document.anyPhase;
  const kind = found?.required === false ? 'off' : total === 0 ? 'none' : done < total ? 'part' : 'done';
  return { done, total, kind, isCurrent: phase !== undefined && phase === document.currentPhase };
}

/** `2/5`; `–` if nothing is required; empty if there is no cell. */
export function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  return cell.total === 0 ? '–' : `${cell.done}/${cell.total}`;
}

/**
 * What is left, grouped: the level, the sections of each phase, such as `Phase 1: Data Model (missing)`, and the gates.
 */
export function leftInParts(
  document: ReportedDocument,
): { readonly head: string; readonly items: string[] }[] {
  const { left, gates, level } = document;
  const byPhase = new Map<number | undefined, string[]>();
  for (const section of left)
    byPhase.set(section.phase, [...(byPhase.get(section.phase) ?? []), sectionInWords(section)]);
  const isUnset = level !== undefined && !level.isSet;
  return [
    ...(isUnset ? [{ head: 'Level', items: [`not set; checked as ${level.name}`] }] : []),
    ...[...byPhase].map(([phase, items]) => ({
      head: phase === undefined ? 'No phase' : `Phase ${phase}`,
      items,
    })),
    ...(gates.length > 0 ? [{ head: 'Gates not mentioned', items: [...gates] }] : []),
  ];
}

function sectionInWords({ title, state, topics }: ReportedDocument['left'][number]): string {
  const isBlank = state === 'missing' || state === 'empty' || state === 'unwritten';
  const isDone = state === 'written' || state === 'waived';
  // Topics are not listed for a section that is not started, because all of it is left.
  const missing = !isBlank && topics.length > 0 ? `missing ${topics.join(', ')}` : '';
  const facts = [isDone ? '' : stateInWords({ state }), missing].filter((fact) => fact !== '');
  return facts.length > 0 ? `${title} (${facts.join('; ')})` : title;
}

export function levelInWords({ level }: ReportedDocument): string {
  if (!level) return '';
  return level.isSet ? level.name : `(${level.name})`;
}

/** The title, or the file name without its extension if there is no title. */
export function nameOf({ title, path }: ReportedDocument): string {
  return title ?? path.replace(/^.*\//s, '').replace(/\.\w+$/, '');
}

const DAY = 86_400_000;

/**
 * “today”, “1 day”, “5 weeks”, “2 years”: the age of an ISO date at `now`, in milliseconds since the epoch. Empty
 * without a date.
 */
export function ageInWords(time: string | undefined, now: number): string {
  if (time === undefined) return '';
  const days = Math.floor((now - Date.parse(time)) / DAY);
  if (days < 1) return 'today';
  if (days < 14) return count(days, 'day');
  if (days < 61) return count(Math.floor(days / 7), 'week');
  if (days < 731) return count(Math.floor(days / 30.44), 'month');
  return count(Math.floor(days / 365.25), 'year');
}

/** “Ada Lovelace, created 2 years ago, unchanged for 3 days”; empty if git has no history of the file. */
export function historyInWords({ owner, created, changed }: ReportedDocument, now: number): string {
  if (owner === undefined) return '';
  const sinceCreated = ageInWords(created, now);
  const sinceChanged = ageInWords(changed, now);
  const first = sinceCreated === 'today' ? 'created today' : `created ${sinceCreated} ago`;
  const last = sinceChanged === 'today' ? 'changed today' : `unchanged for ${sinceChanged}`;
  return `${owner}, ${first}, ${last}`;
}

export interface Totals {
  readonly documents: number;
  readonly ready: number;
  readonly sections: number;
  readonly gates: number;
}

export function totalsOf({ documents }: ReportResult): Totals {
  const sum = (of: (document: ReportedDocument) => number): number =>
    documents.reduce((total, document) => total + of(document), 0);
  return {
    documents: documents.length,
    ready: sum(({ ready }) => (ready ? 1 : 0)),
    sections: sum(({ left }) => new Set(left.map(({ title }) => title)).size),
    gates: sum(({ gates }) => gates.length),
  };
}

/** A summary of the report in one sentence. */
export function summaryOf(result: ReportResult): string {
  const { documents, ready, sections, gates } = totalsOf(result);
  const { shard, problems } = result;
  const where = shard ? ` in shard ${shard.index} of ${shard.of}` : '';
  if (documents === 0) return `No design documents${where}.`;
  const left = [sections > 0 && count(sections, 'section'), gates > 0 && count(gates, 'gate')].filter(
    (words) => words,
  );
  const facts = [
    `${number(ready)} ready`,
    left.length > 0 && `${left.join(' and ')} left`,
    problems.length > 0 && count(problems.length, 'problem'),
  ];
  return `${count(documents, 'design document')}${where}: ${facts.filter((fact) => fact).join('; ')}.`;
}

export function count(amount: number, what: string): string {
  return `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Text from a document on one line, without control characters. */
export function oneLine(text: string): string {
  return sanitize(text.replace(/\s+/g, ' ').trim());
}
