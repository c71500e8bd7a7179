import type { Readiness, ReadinessSection } from '../../server/src/protocol.ts';
import { type L10n, stateLabel } from './state-label.ts';

/** A short status text that the preview shows after a line. */
export interface Badge {
  /** Counted from 0. */
  readonly line: number;
  /** The Markdown source of the line: a whole heading, or the end of the line that sets the level. */
  readonly source: string;
  readonly at: 'heading' | 'level';
  /** Done, due in the current phase or an earlier one, or not due yet. */
  readonly tone: 'done' | 'due' | 'quiet';
  readonly text: string;
  /** The full text for tooltips and screen readers. */
  readonly description: string;
  /** The share of the level's requirements that is done, from 0 to 1. */
  readonly progress?: number;
}

/** The badges of a design document: first the level, then each section. Other files have none. */
export function badgesOf(readiness: Readiness | undefined, l10n: L10n): readonly Badge[] {
  if (readiness?.kind !== 'document') return [];
  const { phases, anyPhase } = readiness;
  return [
    ...levelBadge(readiness, l10n),
    ...phases.flatMap((phase) =>
      phase.sections.flatMap((section) => phaseBadge(readiness, phase, section, l10n)),
    ),
    ...anyPhase.flatMap((section) => plainBadge(section, l10n)),
  ];
}

function levelBadge({ level, done, total, left }: Readiness, { t }: L10n): Badge[] {
  if (level?.range === undefined || level.source === undefined) return [];
  const { name, isSet } = level;
  const place = { line: level.range.start.line, source: level.source, at: 'level' } as const;
  const count = t('{0} of {1} sections written, {2} left', done, total, left);
  if (!isSet) {
    const description = t(
      'The quality level is not set, so the document is treated as {0}. {1}',
      name,
      count,
    );
    return [{ ...place, tone: 'due', text: t('no level: treated as {0}', name), description }];
  }
  const ready = t('ready for {0}', name);
  if (left === 0) return [{ ...place, tone: 'done', text: ready, description: `${ready}: ${count}` }];
  const text =
    done < total ? t('{0}: {1} of {2} sections written', name, done, total) : t('{0} left to answer', left);
  const description = `${t('Quality level: {0}', name)}. ${count}`;
  return [{ ...place, tone: 'quiet', text, description, progress: (total - left) / total }];
}

function phaseBadge(
  { currentPhase, level }: Readiness,
  { number, name, required }: Readiness['phases'][number],
  section: ReadinessSection,
  l10n: L10n,
): Badge[] {
  const place = placeOf(section);
  const { state, need, alsoHere, unanswered } = section;
  if (!place || (alsoHere && unanswered.length === 0)) return [];
  const { t } = l10n;
  const phase = t('Phase {0}', number);
  const fullPhase = t('Phase {0}: {1}', number, name);
  if (state === 'own') return [{ ...place, tone: 'quiet', text: phase, description: fullPhase }];
  const isDue = required && need === 'required' && currentPhase !== undefined && number <= currentPhase;
  const text = [phase, ...shortState(section, l10n)].join(' · ');
  const notRequired = need === 'none' && level ? [t('not required at {0}', level.name)] : [];
  const description = [fullPhase, ...fullState(section, l10n), ...notRequired].join(', ');
  return [{ ...place, tone: toneOf(section, isDue), text, description }];
}

/** The badge of a section that belongs to no phase. Sections that are not in the template have none. */
function plainBadge(section: ReadinessSection, l10n: L10n): Badge[] {
  const place = placeOf(section);
  if (!place || section.state === 'own') return [];
  const text = shortState(section, l10n).join(' · ');
  const description = fullState(section, l10n).join(', ');
  return [{ ...place, tone: toneOf(section, section.need === 'required'), text, description }];
}

function toneOf({ done, unanswered }: ReadinessSection, isDue: boolean): Badge['tone'] {
  if (done && unanswered.length === 0) return 'done';
  return isDue ? 'due' : 'quiet';
}

/** Empty for a written section, because its badge has a check mark. */
function shortState(section: ReadinessSection, l10n: L10n): string[] {
  const { state, alsoHere, unanswered } = section;
  if (state !== 'written' && !alsoHere) return [stateLabel(section, l10n)];
  return unanswered.length > 0 ? [l10n.t('{0} to answer', unanswered.length)] : [];
}

function fullState(section: ReadinessSection, l10n: L10n): string[] {
  const { t } = l10n;
  const { need, done, unanswered } = section;
  return [
    stateLabel(section, l10n),
    ...(unanswered.length > 0 ? [t('not answered yet: {0}', unanswered.join(', '))] : []),
    ...(need === 'recommended' && !done ? [t('recommended')] : []),
  ];
}

function placeOf({ heading, source }: ReadinessSection): Pick<Badge, 'line' | 'source' | 'at'> | undefined {
  return heading && source !== undefined ? { line: heading.start.line, source, at: 'heading' } : undefined;
}
