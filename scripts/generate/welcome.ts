import { CAN_TREAT, COMMANDS, type CommandId, PHASES_VIEW, SHOWS } from '../../client/src/commands/table.ts';

/** What the Phases view says while it has no document to show. A link alone on its line is shown as a button. */
export function viewsWelcome(): object[] {
  const isOn = 'config.designDocs.enable';
  return [
    [
      `!${isOn}`,
      'Design Docs is turned off in the settings.',
      '[Open Settings](command:workbench.action.openSettings?%22designDocs.enable%22)',
    ],
    [
      `${isOn} && ${SHOWS} == nothing && workspaceFolderCount == 0`,
      'No design document is open. Open one, or the folder that has them, or begin a new one.',
      link('designDocs.newDocument'),
      '[Open Folder](command:workbench.action.files.openFolder)',
      tour,
    ],
    [
      `${isOn} && ${SHOWS} == nothing && workspaceFolderCount != 0`,
      'No design document is open. [Go to one](command:workbench.action.quickOpen), or begin a new one: its phases and what is left to write will stand here.',
      link('designDocs.newDocument'),
      tour,
    ],
    [
      `${isOn} && ${SHOWS} == file && ${CAN_TREAT}`,
      `This Markdown file is not a design document, so nothing in it is checked. ${why}`,
      link('designDocs.treatAsDesignDocument'),
      'Or begin a new one beside it.',
      link('designDocs.newDocument'),
    ],
    [
      `${isOn} && ${SHOWS} == template`,
      `This file is a template: design documents are written from it, and what breaks it is underlined. ${why}`,
      link('designDocs.newDocument'),
    ],
    [
      `${isOn} && ${SHOWS} == config`,
      'This file says which files are design documents, and from which template. What is wrong in it is underlined.',
      link('designDocs.newDocument'),
    ],
  ].map(([when, ...lines]) => ({ view: PHASES_VIEW, when, contents: lines.join('\n') }));
}

const link = (command: CommandId, title: string = COMMANDS[command].title): string =>
  `[${title}](command:${command})`;
const why = link('designDocs.explain', 'Why?');
const tour = `New here? ${link('designDocs.openWalkthrough', 'Take the walkthrough')}`;
