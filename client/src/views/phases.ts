import {
  type Disposable,
  EventEmitter,
  l10n,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  type ViewBadge,
  window,
} from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { type CommandId, PHASES_VIEW } from '../commands/table.ts';
import type { Documents } from '../documents.ts';
import { editorOf, sectionAt } from '../sections.ts';
import { type Row, rowsOf } from './rows.ts';

export interface PhasesView extends Disposable {
  readonly provider: TreeDataProvider<Row>;
  readonly view: TreeView<Row>;
}

/** The outline of the shown document by phases. It renders what the server sends and reads no text. */
export function createPhasesView(documents: Documents): PhasesView {
  const changed = new EventEmitter<void>();
  let rows: readonly Row[] = [];
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: treeItem,
    getChildren: (row) => [...(row ? row.children : rows)],
    getParent: ({ id }) => rows.find(({ children }) => children.some((child) => child.id === id)),
  };
  const view = window.createTreeView(PHASES_VIEW, { treeDataProvider: provider, showCollapseAll: true });
  let followed: string | undefined;
  const follow = (): void => {
    const row = view.visible ? rowAtCursor(rows, documents.shown) : undefined;
    if (row?.id === followed) return;
    followed = row?.id;
    const forget = (): void => {
      followed = undefined;
    };
    if (row) view.reveal(row, { select: true, focus: false }).then(undefined, forget);
  };
  const render = (): void => {
    const next = documents.shown ? rowsOf(documents.shown) : [];
    // An equal outline is left as it is: a refresh at every key would disturb who reads or walks it.
    if (JSON.stringify(next) !== JSON.stringify(rows)) {
      rows = next;
      changed.fire();
    }
    view.badge = badgeOf(documents.shown);
    follow();
  };
  render();
  const subscriptions = [
    documents.onDidChange(render),
    window.onDidChangeTextEditorSelection(follow),
    view.onDidChangeVisibility(follow),
    view,
    changed,
  ];
  const dispose = (): void => {
    for (const each of subscriptions) each.dispose();
  };
  return { provider, view, dispose };
}

function treeItem(row: Row): TreeItem {
  const item = new TreeItem(row.label, collapsibleState(row));
  item.id = row.id;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon);
  item.tooltip = row.tooltip;
  item.contextValue = row.kind;
  item.accessibilityInformation = { label: row.spoken };
  if (row.kind === 'section') {
    const command: CommandId = 'designDocs.revealSection';
    item.command = { command, title: l10n.t('Reveal Section'), arguments: [row.id] };
  }
  return item;
}

/** What is left begins open, what is done or not asked for begins closed. */
function collapsibleState({ kind }: Row): TreeItemCollapsibleState {
  if (kind === 'phase') return TreeItemCollapsibleState.Expanded;
  return kind === 'quietPhase' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None;
}

function rowAtCursor(rows: readonly Row[], shown: Readiness | undefined): Row | undefined {
  const position = shown && editorOf(shown)?.selection.active;
  const section = position && sectionAt(shown, position);
  return rows.flatMap((row) => [row, ...row.children]).find(({ id }) => id === section?.key);
}

function badgeOf(shown: Readiness | undefined): ViewBadge | undefined {
  if (shown?.kind !== 'document' || shown.left === 0) return undefined;
  const tooltip = shown.level
    ? l10n.t('Sections left for {0}: {1}', shown.level.name, shown.left)
    : l10n.t('Sections left: {0}', shown.left);
  return { value: shown.left, tooltip };
}
