/** What the manifest says of a command. Plain data, without `vscode`, so that the manifest is generated from it. */
export interface CommandSpec {
  readonly title: string;
  readonly icon?: string;
  /** When it can run; elsewhere it is hidden. */
  readonly enablement?: string;
  /** Commands that only other parts call are no choice in the Command Palette. */
  readonly palette?: false;
  readonly menus?: readonly MenuSpec[];
}

export interface MenuSpec {
  readonly menu: 'view/title' | 'view/item/context' | 'file/newFile';
  readonly when?: string;
  readonly group: string;
}

export const PHASES_VIEW = 'designDocs.phases';
/** Context key for what the Phases view shows: `document`, `file` (a Markdown file of no template) or `nothing`. */
export const SHOWS = 'designDocs.shows';
/** Context key: whether the active editor has a Markdown file that is not a design document, or only looks like one. */
export const CAN_TREAT = 'designDocs.canTreat';
/** Context keys: whether the template of what the Phases view shows has quality levels, and phases. */
export const HAS_LEVELS = 'designDocs.hasLevels';
export const HAS_PHASES = 'designDocs.hasPhases';
/** The `viewItem` of a section that can be inserted. */
export const MISSING_ITEM = 'missingSection';

const hasDocument = `${SHOWS} == document`;
const inViewTitle = (group: string, when?: string): MenuSpec => ({
  menu: 'view/title',
  when: [`view == ${PHASES_VIEW}`, ...(when ? [when] : [])].join(' && '),
  group,
});
const onMissing = (group: string): MenuSpec => ({
  menu: 'view/item/context',
  when: `view == ${PHASES_VIEW} && viewItem == ${MISSING_ITEM}`,
  group,
});

/** Every command; `commands/index.ts` holds one handler for each. */
export const COMMANDS = {
  'designDocs.newDocument': {
    title: 'New Design Document',
    icon: '$(new-file)',
    menus: [{ menu: 'file/newFile', group: 'file' }, inViewTitle('2_file@1')],
  },
  'designDocs.nextUnwritten': {
    title: 'Go to Next Unwritten Section',
    icon: '$(arrow-down)',
    enablement: hasDocument,
    menus: [inViewTitle('navigation@1', hasDocument)],
  },
  'designDocs.foldOtherPhases': {
    title: 'Fold Sections Outside the Current Phase',
    icon: '$(fold)',
    enablement: `${hasDocument} && ${HAS_PHASES}`,
    menus: [inViewTitle('1_document@1', `${hasDocument} && ${HAS_PHASES}`)],
  },
  'designDocs.setLevel': {
    title: 'Set Quality Level',
    icon: '$(dashboard)',
    enablement: `${hasDocument} && ${HAS_LEVELS}`,
    menus: [inViewTitle('navigation@2', `${hasDocument} && ${HAS_LEVELS}`)],
  },
  'designDocs.insertSection': {
    title: 'Insert Section',
    icon: '$(add)',
    enablement: hasDocument,
    menus: [onMissing('inline'), onMissing('1_document@1')],
  },
  'designDocs.treatAsDesignDocument': {
    title: 'Treat This File as a Design Document',
    icon: '$(checklist)',
    enablement: CAN_TREAT,
    menus: [inViewTitle('2_file@2', CAN_TREAT)],
  },
  'designDocs.explain': {
    title: 'Explain This Document',
    icon: '$(question)',
    enablement: `resourceLangId == markdown || ${hasDocument}`,
    menus: [inViewTitle('1_document@2')],
  },
  'designDocs.revealSection': { title: 'Reveal Section', palette: false },
  'designDocs.restartServer': { title: 'Restart Server', icon: '$(debug-restart)' },
  'designDocs.showOutput': { title: 'Show Output', icon: '$(output)' },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandId = keyof typeof COMMANDS;
