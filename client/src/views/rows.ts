import { l10n } from 'vscode';
import type { Readiness, ReadinessPhase, ReadinessSection } from '../../../server/src/protocol.ts';

/** A line of the outline: what it says in words, and the shape beside it. */
export interface Row {
  /** The same while the document is edited, so that what is collapsed stays so. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says instead of both. */
  readonly spoken: string;
  readonly icon: string;
  readonly tooltip: string;
  readonly kind: 'phase' | 'quietPhase' | 'section' | 'missingSection';
  readonly children: readonly Row[];
}

/** The outline of a document: its phases, and the sections that belong to none. Without phases, the sections alone. */
export function rowsOf(readiness: Readiness): Row[] {
  const phases = readiness.phases.filter(isPhaseListed).map((phase) => phaseRow(phase, readiness));
  const anyPhase = readiness.anyPhase.filter(isListed).map(sectionRow);
  if (readiness.phases.length === 0) return anyPhase;
  return anyPhase.length > 0 ? [...phases, anyPhaseRow(anyPhase)] : phases;
}

function isPhaseListed({ required, sections }: ReadinessPhase): boolean {
  return required ? sections.some(isListed) : sections.some(({ state }) => state !== 'missing');
}

function isListed({ state, need }: ReadinessSection): boolean {
  return state !== 'missing' || need !== 'none';
}

function phaseRow(phase: ReadinessPhase, { currentPhase }: Readiness): Row {
  const { number, name, done, total, required, sections } = phase;
  const isCurrent = number === currentPhase;
  const isDone = required && total > 0 && done === total;
  const count = required ? `${done}/${total}` : l10n.t('not required');
  const description = isCurrent ? l10n.t('{0} · current', count) : count;
  const fullName = l10n.t('Phase {0}: {1}', number, name);
  const progress = required
    ? l10n.t('{0} of {1} required sections written', done, total)
    : l10n.t('not required at the quality level of this document');
  return {
    id: `phase/${number}`,
    // Short, so that the count beside it is seen in a narrow side bar.
    label: `${number}. ${name}`,
    description,
    spoken: `${fullName}, ${description}`,
    icon: isCurrent ? 'arrow-circle-right' : isDone ? 'pass-filled' : 'circle-large-outline',
    tooltip: `${fullName}\n${progress}`,
    kind: required && !isDone ? 'phase' : 'quietPhase',
    children: sections.filter(isListed).map(sectionRow),
  };
}

function anyPhaseRow(children: readonly Row[]): Row {
  return {
    id: 'phase/any',
    label: l10n.t('Any phase'),
    description: '',
    spoken: l10n.t('Any phase'),
    icon: 'list-unordered',
    tooltip: l10n.t('Sections that belong to no phase: optional ones, and your own'),
    kind: 'phase',
    children,
  };
}

function sectionRow(section: ReadinessSection): Row {
  const { key, title, state, unanswered } = section;
  const isMissing = state === 'missing';
  const description = describe(section).join(' · ');
  const open = unanswered.length > 0 ? [l10n.t('Not answered yet: {0}', unanswered.join(', '))] : [];
  return {
    id: key,
    label: title,
    description,
    spoken: `${title}, ${description}`,
    icon: state === 'written' && unanswered.length > 0 ? ICONS.draft : ICONS[state],
    tooltip: [`${title}: ${description}`, ...open].join('\n'),
    kind: isMissing ? 'missingSection' : 'section',
    children: [],
  };
}

const ICONS: Readonly<Record<ReadinessSection['state'], string>> = {
  missing: 'dash',
  empty: 'circle-large-outline',
  unwritten: 'circle-large-outline',
  draft: 'edit',
  written: 'check',
  waived: 'circle-slash',
  own: 'note',
};

function describe({ state, need, alsoHere, done, unanswered }: ReadinessSection): string[] {
  const words: Readonly<Record<ReadinessSection['state'], string>> = {
    missing: l10n.t('missing'),
    empty: l10n.t('empty'),
    unwritten: l10n.t('not written'),
    draft: l10n.t('draft'),
    written: l10n.t('written'),
    waived: l10n.t('not applicable'),
    own: l10n.t('your own'),
  };
  const isMissing = state === 'missing';
  return [
    alsoHere && !isMissing ? l10n.t('also here') : words[state],
    ...(unanswered.length > 0 && !isMissing ? [l10n.t('{0} to answer', unanswered.length)] : []),
    ...(need === 'recommended' && !done ? [l10n.t('recommended')] : []),
    ...(need === 'none' && !done ? [l10n.t('optional')] : []),
  ];
}
