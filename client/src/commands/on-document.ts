import { commands, l10n, window } from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { showDocument } from '../sections.ts';
import type { Handler, Workbench } from './handler.ts';
import type { CommandId } from './table.ts';

/** A command on the shown design document, or else on the last one that was, if another tab covers it by now. */
export function onDocument(
  run: (workbench: Workbench, shown: Readiness, argument: unknown) => unknown,
): Handler {
  return async (workbench, argument) => {
    const { shown, covered } = workbench.documents;
    if (shown) return run(workbench, shown, argument);
    if (!covered) return askForDocument();
    await showDocument(covered);
    return run(workbench, covered, argument);
  };
}

/** The walkthrough, keys and other extensions run commands wherever the author is. */
async function askForDocument(): Promise<void> {
  const create = l10n.t('New Design Document');
  const answer = await window.showInformationMessage(l10n.t('Open a design document first.'), create);
  const newDocument: CommandId = 'designDocs.newDocument';
  if (answer === create) await commands.executeCommand(newDocument);
}
