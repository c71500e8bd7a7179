import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';
import { stateWord, type Words } from './words.ts';

/** A short word on how far something is, behind the line that it is about. */
export interface Badge {
  /** Counted from 0. */
  readonly line: number;
  /** What stands there, as the author wrote it: a whole heading, or the end of the level's line. */
  readonly source: string;
  readonly at: 'heading' | 'level';
  /** Done; due in the current phase or before; or not due, and therefore quiet. */
  readonly tone: 'done' | 'due' | 'quiet';
  readonly text: string;
  /** The same and more in whole words, for a tooltip and for screen readers. */
  readonly description: string;
  /** How much is done of what the level asks for, from 0 to 1. */
  readonly progress?: number;
}

/** What a preview shows of a design document, the level first and then section by section; nothing of other files. */
export function badgesOf(readiness: Readiness | undefined, words: Words): readonly Badge[] {
  if (readiness?.kind !== 'document') return [];
  const { phases, anyPhase } = readiness;
  return [
    ...levelBadge(readiness, words),
    ...phases.flatMap((phase) =>
      phase.sections.flatMap((section) => phaseBadge(readiness, phase, section, words)),
    ),
    ...anyPhase.flatMap((section) => plainBadge(section, words)),
  ];
}

function levelBadge({ level, done, total, left }: Readiness, { t }: Words): Badge[] {
  if (level?.range === undefined || level.source === undefined) return [];
  const { name, isSet } = level;
  const place = { line: level.range.start.line, source: level.source, at: 'level' } as const;
  const count = t('{0} of {1} sections written, {2} left', done, total, left);
  if (!isSet) {
    const description = t('The quality level is not set, so the document is judged as {0}. {1}', name, count);
    return [{ ...place, tone: 'due', text: t('no level: judged as {0}', name), description }];
  }
  const ready = t('ready for {0}', name);
  if (left === 0) return [{ ...place, tone: 'done', text: ready, description: `${ready}: ${count}` }];
  const text =
    done < total ? t('ready for {0}: {1} of {2}', name, done, total) : t('{0} left to answer', left);
  const description = `${t('Quality level: {0}', name)}. ${count}`;
  return [{ ...place, tone: 'quiet', text, description, progress: (total - left) / total }];
}

function phaseBadge(
  { currentPhase, level }: Readiness,
  { number, name, required }: Readiness['phases'][number],
  section: ReadinessSection,
  words: Words,
): Badge[] {
  const place = placeOf(section);
  const { state, need, alsoHere, unanswered } = section;
  if (!place || (alsoHere && unanswered.length === 0)) return [];
  const { t } = words;
  const phase = t('Phase {0}', number);
  const fullPhase = t('Phase {0}: {1}', number, name);
  if (state === 'own') return [{ ...place, tone: 'quiet', text: phase, description: fullPhase }];
  const isDue = required && need === 'required' && currentPhase !== undefined && number <= currentPhase;
  const text = [phase, ...stateInShort(section, words)].join(' · ');
  const notAsked = need === 'none' && level ? [t('not required at {0}', level.name)] : [];
  const description = [fullPhase, ...stateInFull(section, words), ...notAsked].join(', ');
  return [{ ...place, tone: toneOf(section, isDue), text, description }];
}

/** Of a section in no phase. The author's own need no word. */
function plainBadge(section: ReadinessSection, words: Words): Badge[] {
  const place = placeOf(section);
  if (!place || section.state === 'own') return [];
  const text = stateInShort(section, words).join(' · ');
  const description = stateInFull(section, words).join(', ');
  return [{ ...place, tone: toneOf(section, section.need === 'required'), text, description }];
}

function toneOf({ done, unanswered }: ReadinessSection, isDue: boolean): Badge['tone'] {
  if (done && unanswered.length === 0) return 'done';
  return isDue ? 'due' : 'quiet';
}

/** Nothing of what is written: its check says enough. */
function stateInShort(section: ReadinessSection, words: Words): string[] {
  const { state, alsoHere, unanswered } = section;
  if (state !== 'written' && !alsoHere) return [stateWord(section, words)];
  return unanswered.length > 0 ? [words.t('{0} to answer', unanswered.length)] : [];
}

function stateInFull(section: ReadinessSection, words: Words): string[] {
  const { t } = words;
  const { need, done, unanswered } = section;
  return [
    stateWord(section, words),
    ...(unanswered.length > 0 ? [t('not answered yet: {0}', unanswered.join(', '))] : []),
    ...(need === 'recommended' && !done ? [t('recommended')] : []),
  ];
}

function placeOf({ heading, source }: ReadinessSection): Pick<Badge, 'line' | 'source' | 'at'> | undefined {
  return heading && source !== undefined ? { line: heading.start.line, source, at: 'heading' } : undefined;
}
