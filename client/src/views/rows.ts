import { l10n } from 'vscode';
import type { Readiness, ReadinessPhase, ReadinessSection } from '../../../server/src/protocol.ts';

/** A line of the outline: what it says in words, and the shape beside it. */
export interface Row {
  /** The same while the document is edited, so that what is collapsed stays so. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly tooltip: string;
  readonly kind: 'phase' | 'quietPhase' | 'section' | 'missingSection';
  readonly children: readonly Row[];
}

/** The outline of a document: its phases, and the sections that belong to none. */
export function rowsOf(readiness: Readiness): Row[] {
  const phases = readiness.phases.filter(isPhaseListed).map((phase) => phaseRow(phase, readiness));
  const anyPhase = readiness.anyPhase.filter(isListed).map(sectionRow);
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
  const isDone = required && done === total;
  const parts = [required ? `${done}/${total}` : l10n.t('not required')];
  if (isCurrent) parts.push(l10n.t('current'));
  return {
    id: `phase/${number}`,
    label: l10n.t('Phase {0}: {1}', number, name),
    description: parts.join(' · '),
    icon: isCurrent ? 'circle-large-filled' : isDone ? 'pass-filled' : 'circle-large-outline',
    tooltip: required
      ? l10n.t('{0} of {1} required sections written', done, total)
      : l10n.t('The quality level of this document does not require this phase'),
    kind: required && !isDone ? 'phase' : 'quietPhase',
    children: sections.filter(isListed).map(sectionRow),
  };
}

function anyPhaseRow(children: readonly Row[]): Row {
  return {
    id: 'phase/any',
    label: l10n.t('Any phase'),
    description: '',
    icon: 'list-unordered',
    tooltip: l10n.t('Sections that belong to no phase: optional ones, and your own'),
    kind: 'phase',
    children,
  };
}

function sectionRow(section: ReadinessSection): Row {
  const { key, title, state, alsoHere, done, unanswered } = section;
  return {
    id: key,
    label: title,
    description: describe(section).join(' · '),
    icon: alsoHere && done ? 'check' : ICONS[state],
    tooltip: unanswered.length > 0 ? l10n.t('Not answered yet: {0}', unanswered.join(', ')) : title,
    kind: state === 'missing' ? 'missingSection' : 'section',
    children: [],
  };
}

const ICONS: Readonly<Record<ReadinessSection['state'], string>> = {
  missing: 'circle-slash',
  empty: 'circle-outline',
  unwritten: 'circle-outline',
  draft: 'edit',
  written: 'check',
  waived: 'dash',
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
  return [
    words[state],
    ...(alsoHere ? [l10n.t('also here')] : []),
    ...(unanswered.length > 0 ? [l10n.t('{0} to answer', unanswered.length)] : []),
    ...(need === 'recommended' && !done ? [l10n.t('recommended')] : []),
    ...(need === 'none' && state !== 'own' && !done ? [l10n.t('optional')] : []),
  ];
}
