import type { Connection } from 'vscode-languageserver';
import { MessageType, ShowMessageNotification } from './wire.ts';

/** Shows the user what is wrong with the settings, each sentence once. */
export function createTeller(connection: Connection): (messages: readonly string[]) => void {
  const told = new Set<string>();
  return (messages) => {
    for (const message of messages) {
      if (told.has(message)) continue;
      told.add(message);
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
  };
}
