import { commands, l10n, window } from 'vscode';
import type { Readiness } from '../../../server/src/protocol.ts';
import { showDocument } from '../sections.ts';
import type { CommandContext, Handler } from './handler.ts';
import type { CommandId } from './table.ts';

/** A command on the shown design document, or on the last one behind another tab. Offers a new one if there is none. */
export function onDocument(
  run: (context: CommandContext, shown: Readiness, argument: unknown) => unknown,
): Handler {
  return async (context, argument) => {
    const { shown, background } = context.documents;
    if (shown) return run(context, shown, argument);
    if (!background) return offerNewDocument();
    await showDocument(background);
    return run(context, background, argument);
  };
}

/** The walkthrough, keybindings, and other extensions can run commands while no design document is open. */
async function offerNewDocument(): Promise<void> {
  const create = l10n.t('New Design Document');
  const choice = await window.showInformationMessage(l10n.t('Open a design document first.'), create);
  const newDocument: CommandId = 'designDocs.newDocument';
  if (choice === create) await commands.executeCommand(newDocument);
}
