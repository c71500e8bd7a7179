import { stateInWords } from '../../features/progress/describe.ts';
import { plain } from '../formats/words.ts';
import type { Counts, ReportedDocument, ReportResult } from '../schema.ts';

/** A column of the table: a phase by its number, or the sections of none. */
export interface Column {
  readonly phase: number | undefined;
  /** Its name, if all documents that have it call it so. */
  readonly name: string | undefined;
}

/** How a document is in a column: `none` if nothing is asked there, `off` if its level does not ask for the phase. */
export interface Cell extends Counts {
  readonly kind: 'done' | 'part' | 'none' | 'off';
  readonly isCurrent: boolean;
}

/** The columns of all documents together. */
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

/** `undefined` where the document's template has no such phase. */
export function cellOf(document: ReportedDocument, { phase }: Column): Cell | undefined {
  const found = document.phases.find(({ number }) => number === phase);
  if (phase !== undefined && !found) return undefined;
  const { done, total } = found ?? document.anyPhase;
  const kind = found?.required === false ? 'off' : total === 0 ? 'none' : done < total ? 'part' : 'done';
  return { done, total, kind, isCurrent: phase !== undefined && phase === document.currentPhase };
}

/** `2/5`, `–` where nothing is asked. */
export function cellText(cell: Cell | undefined): string {
  if (!cell) return '';
  return cell.total === 0 ? '–' : `${cell.done}/${cell.total}`;
}

/** What is left, a part for each phase: `Phase 1: Data Model (missing), Interfaces (a draft)`. */
export function leftInParts(
  document: ReportedDocument,
): { readonly head: string; readonly items: string[] }[] {
  const { left, gates, level } = document;
  const byPhase = new Map<number | undefined, string[]>();
  for (const section of left)
    byPhase.set(section.phase, [...(byPhase.get(section.phase) ?? []), sectionInWords(section)]);
  const isUnset = level !== undefined && !level.isSet;
  return [
    ...(isUnset ? [{ head: 'Level', items: [`not set, so it is judged as ${level.name}`] }] : []),
    ...[...byPhase].map(([phase, items]) => ({
      head: phase === undefined ? 'In no phase' : `Phase ${phase}`,
      items,
    })),
    ...(gates.length > 0 ? [{ head: 'Gates not named', items: [...gates] }] : []),
  ];
}

function sectionInWords({ title, state, topics }: ReportedDocument['left'][number]): string {
  const isBlank = state === 'missing' || state === 'empty' || state === 'unwritten';
  const isDone = state === 'written' || state === 'waived';
  // What is not begun is told as a whole, without all that belongs in it.
  const lacks = !isBlank && topics.length > 0 ? `lacks ${topics.join(', ')}` : '';
  const facts = [isDone ? '' : stateInWords({ state }), lacks].filter((fact) => fact !== '');
  return facts.length > 0 ? `${title} (${facts.join('; ')})` : title;
}

export function levelInWords({ level }: ReportedDocument): string {
  if (!level) return '';
  return level.isSet ? level.name : `(${level.name})`;
}

/** The title, or the file's name without its ending. */
export function nameOf({ title, path }: ReportedDocument): string {
  return title ?? path.replace(/^.*\//s, '').replace(/\.\w+$/, '');
}

const DAY = 86_400_000;

/** “today”, “1 day”, “5 weeks”, “2 years”: how long ago a time was at `now`, in milliseconds. Empty for no time. */
export function ageInWords(time: string | undefined, now: number): string {
  if (time === undefined) return '';
  const days = Math.floor((now - Date.parse(time)) / DAY);
  if (days < 1) return 'today';
  if (days < 14) return count(days, 'day');
  if (days < 61) return count(Math.floor(days / 7), 'week');
  if (days < 731) return count(Math.floor(days / 30.44), 'month');
  return count(Math.floor(days / 365.25), 'year');
}

/** “Ada Lovelace, begun 2 years ago, unchanged for 3 days”; empty where git says nothing. */
export function historyInWords({ owner, created, changed }: ReportedDocument, now: number): string {
  if (owner === undefined) return '';
  const begun = ageInWords(created, now);
  const age = ageInWords(changed, now);
  const last = age === 'today' ? 'changed today' : `unchanged for ${age}`;
  return `${owner}, begun ${begun === 'today' ? begun : `${begun} ago`}, ${last}`;
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

/** The whole in a sentence. */
export function summaryOf(result: ReportResult): string {
  const { documents, ready, sections, gates } = totalsOf(result);
  const { shard, problems } = result;
  const part = shard ? ` in part ${shard.index} of ${shard.of}` : '';
  if (documents === 0) return `No design document${part}.`;
  const left = [sections > 0 && count(sections, 'section'), gates > 0 && count(gates, 'gate')].filter(
    (words) => words,
  );
  const facts = [
    `${number(ready)} ready`,
    left.length > 0 && `${left.join(' and ')} left`,
    problems.length > 0 && count(problems.length, 'problem'),
  ];
  return `${count(documents, 'design document')}${part}: ${facts.filter((fact) => fact).join('; ')}.`;
}

export function count(amount: number, what: string): string {
  return `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** Words from a document in one line, without what a terminal or a table would take as its own. */
export function oneLine(text: string): string {
  return plain(text.replace(/\s+/g, ' ').trim());
}
