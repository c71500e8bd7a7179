import { CAN_TREAT, COMMANDS, type CommandId, PHASES_VIEW, SHOWS } from '../../client/src/commands/table.ts';

/** The text of the Phases view when it has no document to show. A link alone on its line is shown as a button. */
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
      'No design document is open. Open one, open a folder, or create a new document.',
      link('designDocs.newDocument'),
      '[Open Folder](command:workbench.action.files.openFolder)',
      tour,
    ],
    [
      `${isOn} && ${SHOWS} == nothing && workspaceFolderCount != 0`,
      'No design document is open. [Open one](command:workbench.action.quickOpen) to see its phases and what is left, or create a new one.',
      link('designDocs.newDocument'),
      tour,
    ],
    [
      `${isOn} && ${SHOWS} == file && ${CAN_TREAT}`,
      `This Markdown file is not a design document, so it is not checked. ${why}`,
      link('designDocs.treatAsDesignDocument'),
      'Or create a new one.',
      link('designDocs.newDocument'),
    ],
    [
      `${isOn} && ${SHOWS} == template`,
      `This file is a template. Errors in it are underlined. ${why}`,
      link('designDocs.newDocument'),
    ],
    [
      `${isOn} && ${SHOWS} == config`,
      'This file sets which files are design documents and which templates they follow. Errors in it are underlined.',
      link('designDocs.newDocument'),
    ],
  ].map(([when, ...lines]) => ({ view: PHASES_VIEW, when, contents: lines.join('\n') }));
}

const link = (command: CommandId, title: string = COMMANDS[command].title): string =>
  `[${title}](command:${command})`;
const why = link('designDocs.explain', 'Why?');
const tour = `New here? ${link('designDocs.openWalkthrough', 'Take the walkthrough')}`;
