import type { Connection } from 'vscode-languageserver';
import { MessageType, ShowMessageNotification } from './wire.ts';

/** Returns a function that shows warnings to the user, each distinct message only once per session. */
export function createWarnOnce(connection: Connection): (messages: readonly string[]) => void {
  const shown = new Set<string>();
  return (messages) => {
    for (const message of messages) {
      if (shown.has(message)) continue;
      shown.add(message);
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
  };
}
