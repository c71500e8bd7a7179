import { l10n } from 'vscode';
import type { Readiness, ReadinessPhase, ReadinessSection } from '../../../server/src/protocol.ts';
import type { RowAction } from '../commands/table.ts';
import { isLeft, type Outline, outlineOf } from '../outline.ts';
import { stateLabel } from '../state-label.ts';

/** A row of the Phases view. */
export interface Row {
  /** Stable while the document is edited, so that VS Code keeps collapsed rows collapsed. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** What screen readers say instead of label and description. */
  readonly accessibleLabel: string;
  readonly icon: string;
  readonly tooltip: string;
  /** An inactive phase is done or not required. */
  readonly kind: 'phase' | 'inactivePhase' | 'section' | 'missingSection';
  /** The number of a phase row. */
  readonly phase?: number;
  readonly actions: readonly RowAction[];
  readonly children: readonly Row[];
}

export interface Arrangement {
  /** Show only sections that still need work. */
  readonly onlyLeft: boolean;
  /** Show sections in the document's order instead of grouping them by phase. */
  readonly inDocumentOrder: boolean;
}

/** The rows of a document: its phases and the sections without a phase, or a plain tree of sections. */
export function rowsOf(readiness: Readiness, { onlyLeft, inDocumentOrder }: Arrangement): Row[] {
  const isShown = onlyLeft ? isLeft : isListed;
  const outline = outlineOf(readiness);
  if (inDocumentOrder || readiness.phases.length === 0) return nestedRows(undefined, outline, isShown);
  const rowsIn = (sections: readonly ReadinessSection[]): Row[] =>
    sections.filter(isShown).map((section) => sectionRow(section, outline));
  const phases = readiness.phases
    .filter(isPhaseListed)
    .map((phase) => phaseRow(phase, rowsIn(phase.sections), readiness));
  const all = [...phases, anyPhaseRow(rowsIn(readiness.anyPhase))];
  return all.filter(({ phase, children }) => children.length > 0 || (phase !== undefined && !onlyLeft));
}

/** The rows of a section's children. A hidden child is replaced by the rows nested in it. */
function nestedRows(
  parent: ReadinessSection | undefined,
  outline: Outline,
  isShown: (section: ReadinessSection) => boolean,
): Row[] {
  return (outline.children.get(parent) ?? []).flatMap((section) => {
    const nested = nestedRows(section, outline, isShown);
    const isParent = nested.length > 0 && section.state !== 'missing';
    return isShown(section) || isParent ? [sectionRow(section, outline, nested)] : nested;
  });
}

/**
 * Whether a phase has a row. One that the level does not require has a row only if the document has one of its
 * sections.
 */
export function isPhaseListed({ required, sections }: ReadinessPhase): boolean {
  return required ? sections.some(isListed) : sections.some(({ state }) => state !== 'missing');
}

/** Whether a section has a row. A missing one has a row only if the level requires or recommends it. */
export function isListed({ state, need }: ReadinessSection): boolean {
  return state !== 'missing' || need !== 'none';
}

function phaseRow(phase: ReadinessPhase, children: readonly Row[], { currentPhase }: Readiness): Row {
  const { number, name, done, total, required, sections } = phase;
  const isCurrent = number === currentPhase;
  const isDone = required && total > 0 && done === total;
  const count = required ? `${done}/${total}` : l10n.t('not required');
  const description = isCurrent ? l10n.t('{0} · current', count) : count;
  const fullName = l10n.t('Phase {0}: {1}', number, name);
  const progress = required
    ? l10n.t('{0} of {1} required sections written', done, total)
    : l10n.t('not required at this document’s quality level');
  const hasMissing = sections.some(
    ({ state, need, alsoHere }) => state === 'missing' && need !== 'none' && !alsoHere,
  );
  return {
    id: `phase/${number}`,
    phase: number,
    // Short, so that the count stays visible in a narrow side bar.
    label: `${number}. ${name}`,
    description,
    accessibleLabel: `${fullName}, ${description}`,
    icon: isCurrent ? 'arrow-circle-right' : isDone ? 'pass-filled' : 'circle-large-outline',
    tooltip: `${fullName}\n${progress}`,
    kind: required && !isDone ? 'phase' : 'inactivePhase',
    actions: hasMissing ? ['insertMissing'] : [],
    children,
  };
}

function anyPhaseRow(children: readonly Row[]): Row {
  return {
    id: 'phase/any',
    label: l10n.t('Any phase'),
    description: '',
    accessibleLabel: l10n.t('Any phase'),
    icon: 'list-unordered',
    tooltip: l10n.t('Sections without a phase: optional sections and your own sections'),
    kind: 'phase',
    actions: [],
    children,
  };
}

function sectionRow(section: ReadinessSection, outline: Outline, children: readonly Row[] = []): Row {
  const { key, title, state, unanswered, alsoHere } = section;
  const isMissing = state === 'missing';
  const description = describe(section).join(' · ');
  const open = unanswered.length > 0 ? [l10n.t('Not answered yet: {0}', unanswered.join(', '))] : [];
  const hint =
    isMissing && !alsoHere ? [l10n.t('Click to see where it belongs. Select + to insert it.')] : [];
  return {
    id: key,
    label: title,
    description,
    accessibleLabel: `${title}, ${description}`,
    icon: state === 'written' && unanswered.length > 0 ? ICONS.draft : ICONS[state],
    tooltip: [`${title}: ${description}`, ...open, ...hint].join('\n'),
    kind: isMissing ? 'missingSection' : 'section',
    actions: actionsOn(section, outline),
    children,
  };
}

/** The actions in a section's context menu. Actions that would change nothing are not offered. */
function actionsOn(
  { key, section, state, alsoHere }: ReadinessSection,
  { byKey, neighbors }: Outline,
): RowAction[] {
  const counted = byKey.get(key);
  const { up, down } = (counted && neighbors.get(counted)) ?? {};
  const offers: Readonly<Record<RowAction, boolean>> = {
    insert: state === 'missing' && !alsoHere,
    insertMissing: false,
    waive: ['empty', 'unwritten', 'draft'].includes(state),
    goToTemplate: section !== undefined,
    moveUp: up !== undefined,
    moveDown: down !== undefined,
  };
  return (Object.keys(offers) as RowAction[]).filter((action) => offers[action]);
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

/** The parts of a section's description: its state, open topics, and whether it is recommended or optional. */
export function describe(section: ReadinessSection): string[] {
  const { state, need, alsoHere, done, unanswered } = section;
  const asksHere = alsoHere || state !== 'missing';
  return [
    alsoHere ? l10n.t('also in this phase') : stateLabel(section, l10n),
    ...(unanswered.length > 0 && asksHere ? [l10n.t('{0} to answer', unanswered.length)] : []),
    ...(need === 'recommended' && !done ? [l10n.t('recommended')] : []),
    ...(need === 'none' && !done ? [l10n.t('optional')] : []),
  ];
}
