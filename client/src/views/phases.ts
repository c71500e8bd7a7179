import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type Memento,
  ThemeIcon,
  type TreeDataProvider,
  type TreeDragAndDropController,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  type ViewBadge,
  window,
} from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { type CommandId, IN_DOCUMENT_ORDER, ONLY_LEFT, PHASES_VIEW } from '../commands/table.ts';
import type { Documents } from '../documents.ts';
import { sectionsOf } from '../outline.ts';
import { editorOf, isPlaceOf, sectionAt } from '../sections.ts';
import { dragSections, type MoveSection } from './drag.ts';
import { type Arrangement, type Row, rowsOf } from './rows.ts';

export interface PhasesView extends Disposable {
  readonly provider: TreeDataProvider<Row>;
  readonly view: TreeView<Row>;
  readonly drag: TreeDragAndDropController<Row>;
  /** Changes which rows are shown and in which order. The choice is stored for the workspace. */
  arrange(change: Partial<Arrangement>): void;
}

export interface PhasesParts {
  readonly documents: Documents;
  /** The extension's storage for the workspace. */
  readonly state: Memento;
  readonly move: MoveSection;
}

const ARRANGEMENT = 'phases.arrangement';

/** The outline of the shown document. It renders the readiness that the server sends and does not read the document. */
export function createPhasesView({ documents, state, move }: PhasesParts): PhasesView {
  const changed = new EventEmitter<void>();
  let rows: readonly Row[] = [];
  let isStale = true;
  let arrangement: Arrangement = {
    onlyLeft: false,
    inDocumentOrder: false,
    ...state.get<Partial<Arrangement>>(ARRANGEMENT),
  };
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (row) => {
      if (isStale) render();
      return [...(row ? row.children : rows)];
    },
    getParent: ({ id }) => allRows(rows).find(({ children }) => children.some((child) => child.id === id)),
  };
  const drag = dragSections(documents, move);
  const view = window.createTreeView(PHASES_VIEW, {
    treeDataProvider: provider,
    dragAndDropController: drag,
    showCollapseAll: true,
  });
  const cursor = followCursor(view, (selected) => rowAtCursor(rows, documents.shown, selected));
  const render = (): void => {
    isStale = false;
    const { shown } = documents;
    const next = shown ? rowsOf(shown, arrangement) : [];
    // Refreshing an equal outline on every keystroke would disturb users who navigate it, and screen readers.
    if (JSON.stringify(next) !== JSON.stringify(rows)) {
      rows = next;
      changed.fire();
    }
    view.description = shown && arrangement.onlyLeft ? l10n.t('only what is left') : '';
    view.message = messageFor(shown, next);
    cursor.follow();
  };
  // While the view is hidden, only its badge is visible. The rows are computed when the view is shown.
  const update = (): void => {
    view.badge = badgeOf(documents.shown);
    isStale = true;
    if (view.visible) render();
  };
  const onVisibilityChange = (): void => {
    if (view.visible && isStale) render();
    else cursor.follow();
  };
  const arrange = (change: Partial<Arrangement>): void => {
    arrangement = { ...arrangement, ...change };
    state.update(ARRANGEMENT, arrangement);
    setArrangementKeys(arrangement);
    cursor.forget();
    render();
  };
  setArrangementKeys(arrangement);
  update();
  const subscriptions = [
    documents.onDidChange(update),
    window.onDidChangeTextEditorSelection(cursor.follow),
    view.onDidChangeVisibility(onVisibilityChange),
    view,
    changed,
  ];
  const dispose = (): void => {
    for (const each of subscriptions) each.dispose();
  };
  return { provider, view, drag, arrange, dispose };
}

/** Selects the row at the cursor when the cursor enters a section, but not when the user selects or collapses rows. */
function followCursor(view: TreeView<Row>, rowAt: (selected: Row | undefined) => Row | undefined) {
  let followed: string | undefined;
  const forget = (): void => {
    followed = undefined;
  };
  const follow = (): void => {
    const row = view.visible ? rowAt(view.selection[0]) : undefined;
    if (row?.id === followed) return;
    followed = row?.id;
    if (row) view.reveal(row, { select: true, focus: false }).then(undefined, forget);
  };
  return { follow, forget };
}

function treeItem(row: Row): TreeItem {
  const item = new TreeItem(row.label, collapsibleState(row));
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon);
  item.tooltip = row.tooltip;
  item.contextValue = [row.kind, ...row.actions].join(' ');
  item.accessibilityInformation = { label: row.accessibleLabel };
  if (row.kind === 'section' || row.kind === 'missingSection') {
    const command: CommandId = 'designDocs.revealSection';
    item.command = { command, title: l10n.t('Reveal Section'), arguments: [row.id] };
  }
  return item;
}

/** Phases that are done or not required are collapsed at first; everything else is expanded. */
function collapsibleState({ kind, children }: Row): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return kind === 'inactivePhase' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded;
}

function allRows(rows: readonly Row[]): Row[] {
  return rows.flatMap((row) => [row, ...allRows(row.children)]);
}

/** The row of the section at the cursor. A missing section's row stays selected at the place for it. */
function rowAtCursor(
  rows: readonly Row[],
  shown: Readiness | undefined,
  selected: Row | undefined,
): Row | undefined {
  const editor = shown && editorOf(shown);
  if (!editor) return undefined;
  const kept = sectionsOf(shown).find(({ key }) => key === selected?.id);
  const section = kept && isPlaceOf(kept, editor) ? kept : sectionAt(shown, editor.selection.active);
  return allRows(rows).find(({ id }) => id === section?.key);
}

function setArrangementKeys({ onlyLeft, inDocumentOrder }: Arrangement): void {
  commands.executeCommand('setContext', ONLY_LEFT, onlyLeft);
  commands.executeCommand('setContext', IN_DOCUMENT_ORDER, inDocumentOrder);
}

function messageFor(shown: Readiness | undefined, rows: readonly Row[]): string {
  if (shown?.kind === 'candidate')
    return l10n.t(
      'This file looks like the start of a design document. It is checked once it has a quality level.',
    );
  return shown && rows.length === 0 ? nothingLeft(shown) : '';
}

function nothingLeft({ level }: Readiness): string {
  return level?.isSet
    ? l10n.t('Nothing is left to write for {0}.', level.name)
    : l10n.t('Nothing is left to write.');
}

function badgeOf(shown: Readiness | undefined): ViewBadge | undefined {
  if (shown?.kind !== 'document' || shown.left === 0) return undefined;
  const tooltip = shown.level
    ? l10n.t('Sections left for {0}: {1}', shown.level.name, shown.left)
    : l10n.t('Sections left: {0}', shown.left);
  return { value: shown.left, tooltip };
}
