/** A command's entry in the manifest, which is generated from this file. So this file must not import `vscode`. */
export interface CommandSpec {
  readonly title: string;
  readonly icon?: string;
  /** A `when` clause. While it is false, the command is disabled, and hidden from the Command Palette. */
  readonly enablement?: string;
  /** Hides a command that only the extension itself runs from the Command Palette. */
  readonly palette?: false;
  readonly menus?: readonly MenuSpec[];
  readonly key?: KeySpec;
}

export interface KeySpec {
  readonly key: string;
  readonly mac: string;
  readonly when: string;
}

export interface MenuSpec {
  readonly menu: 'view/title' | 'view/item/context' | 'file/newFile';
  readonly when?: string;
  readonly group: string;
}

export const PHASES_VIEW = 'designDocs.phases';
export const WALKTHROUGH = 'start';
/**
 * Context key for what the Phases view shows: `document`, `file` (a Markdown file that follows no template),
 * `template`, `config`, or `nothing`.
 */
export const SHOWS = 'designDocs.shows';
/** Context key: whether the active editor has a Markdown file that is not checked as a design document. */
export const CAN_TREAT = 'designDocs.canTreat';
/** Context keys: whether the template of the shown document has quality levels, and whether it has phases. */
export const HAS_LEVELS = 'designDocs.hasLevels';
export const HAS_PHASES = 'designDocs.hasPhases';
/** Context keys: whether the shown document is in the active editor, and whether its level can be raised. */
export const IN_DOCUMENT = 'designDocs.inDocument';
export const CAN_RAISE = 'designDocs.canRaise';
/** Context keys: how the Phases view is arranged. */
export const ONLY_LEFT = 'designDocs.onlyLeft';
export const IN_DOCUMENT_ORDER = 'designDocs.inDocumentOrder';

/** Actions on a row of the Phases view. The row's `viewItem` lists the ones that apply. */
export type RowAction = 'insert' | 'insertMissing' | 'waive' | 'goToTemplate' | 'moveUp' | 'moveDown';

const hasDocument = `${SHOWS} == document`;
const hasPhases = `${hasDocument} && ${HAS_PHASES}`;
const inViewTitle = (group: string, when?: string): MenuSpec => ({
  menu: 'view/title',
  when: [`view == ${PHASES_VIEW}`, ...(when ? [when] : [])].join(' && '),
  group,
});
const onRow = (action: RowAction, group: string): MenuSpec => ({
  menu: 'view/item/context',
  when: `view == ${PHASES_VIEW} && viewItem =~ /\\b${action}\\b/`,
  group,
});
// VS Code uses F8 for the next problem.
const unwrittenKey = (key: string): KeySpec => ({
  key: `ctrl+k ${key}`,
  mac: `cmd+k ${key}`,
  when: `editorTextFocus && ${IN_DOCUMENT}`,
});

/** All commands. `commands/index.ts` has the handler of each. */
export const COMMANDS = {
  'designDocs.newDocument': {
    title: 'New Design Document',
    icon: '$(new-file)',
    menus: [{ menu: 'file/newFile', group: 'file' }, inViewTitle('3_file@1')],
  },
  'designDocs.nextUnwritten': {
    title: 'Go to Next Unwritten Section',
    icon: '$(arrow-down)',
    enablement: hasDocument,
    menus: [inViewTitle('navigation@1', hasDocument)],
    key: unwrittenKey('f8'),
  },
  'designDocs.previousUnwritten': {
    title: 'Go to Previous Unwritten Section',
    icon: '$(arrow-up)',
    enablement: hasDocument,
    key: unwrittenKey('shift+f8'),
  },
  'designDocs.showOnlyLeft': {
    title: 'Show Only What Is Left',
    icon: '$(filter)',
    enablement: `${hasDocument} && !${ONLY_LEFT}`,
    menus: [inViewTitle('navigation@3', `${hasDocument} && !${ONLY_LEFT}`)],
  },
  'designDocs.showAll': {
    title: 'Show All Sections',
    icon: '$(filter-filled)',
    enablement: `${hasDocument} && ${ONLY_LEFT}`,
    menus: [inViewTitle('navigation@3', `${hasDocument} && ${ONLY_LEFT}`)],
  },
  'designDocs.showInDocumentOrder': {
    title: 'Show in Document Order',
    icon: '$(list-ordered)',
    enablement: `${hasPhases} && !${IN_DOCUMENT_ORDER}`,
    menus: [inViewTitle('1_view@1', `${hasPhases} && !${IN_DOCUMENT_ORDER}`)],
  },
  'designDocs.groupByPhase': {
    title: 'Group by Phase',
    icon: '$(list-tree)',
    enablement: `${hasPhases} && ${IN_DOCUMENT_ORDER}`,
    menus: [inViewTitle('1_view@1', `${hasPhases} && ${IN_DOCUMENT_ORDER}`)],
  },
  'designDocs.foldOtherPhases': {
    title: 'Fold Sections Outside the Current Phase',
    icon: '$(fold)',
    enablement: hasPhases,
    menus: [inViewTitle('1_view@2', hasPhases)],
  },
  'designDocs.setLevel': {
    title: 'Set Quality Level',
    icon: '$(dashboard)',
    enablement: `${hasDocument} && ${HAS_LEVELS}`,
    menus: [inViewTitle('navigation@2', `${hasDocument} && ${HAS_LEVELS}`)],
  },
  'designDocs.raiseLevel': {
    title: 'Raise Quality Level',
    icon: '$(arrow-circle-up)',
    enablement: `${hasDocument} && ${CAN_RAISE}`,
    menus: [inViewTitle('2_document@1', `${hasDocument} && ${CAN_RAISE}`)],
  },
  'designDocs.copyReadiness': {
    title: 'Copy Readiness as Markdown',
    icon: '$(copy)',
    enablement: hasDocument,
    menus: [inViewTitle('2_document@2', hasDocument)],
  },
  'designDocs.insertSection': {
    title: 'Insert Section',
    icon: '$(add)',
    enablement: hasDocument,
    menus: [onRow('insert', 'inline'), onRow('insert', '1_write@1')],
  },
  'designDocs.insertMissing': {
    title: 'Insert All Missing Sections',
    icon: '$(add)',
    enablement: hasDocument,
    menus: [onRow('insertMissing', 'inline'), onRow('insertMissing', '1_write@1')],
  },
  'designDocs.waive': {
    title: 'Mark as Not Applicable',
    icon: '$(circle-slash)',
    enablement: hasDocument,
    menus: [onRow('waive', '1_write@2')],
  },
  'designDocs.moveUp': {
    title: 'Move Section Up',
    icon: '$(arrow-up)',
    enablement: hasDocument,
    menus: [onRow('moveUp', '2_move@1')],
  },
  'designDocs.moveDown': {
    title: 'Move Section Down',
    icon: '$(arrow-down)',
    enablement: hasDocument,
    menus: [onRow('moveDown', '2_move@2')],
  },
  'designDocs.goToTemplate': {
    title: 'Go to Template',
    icon: '$(go-to-file)',
    enablement: hasDocument,
    menus: [onRow('goToTemplate', '3_template@1')],
  },
  'designDocs.treatAsDesignDocument': {
    title: 'Treat This File as a Design Document',
    icon: '$(checklist)',
    enablement: CAN_TREAT,
    menus: [inViewTitle('3_file@2', CAN_TREAT)],
  },
  'designDocs.explain': {
    title: 'Why Is This File Checked?',
    icon: '$(question)',
    enablement: `resourceLangId == markdown || ${hasDocument}`,
    menus: [inViewTitle('2_document@3')],
  },
  'designDocs.openWalkthrough': { title: 'Open Walkthrough', icon: '$(mortar-board)' },
  'designDocs.openPreview': { title: 'Open Preview', palette: false },
  'designDocs.revealSection': { title: 'Reveal Section', palette: false },
  'designDocs.restartServer': { title: 'Restart Server', icon: '$(debug-restart)' },
  'designDocs.showOutput': { title: 'Show Output', icon: '$(output)' },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandId = keyof typeof COMMANDS;
