import type { Connection } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../settings.ts';
import type { Client } from './client.ts';
import { describeError, type Log } from './guard.ts';
import { DidChangeConfigurationNotification } from './wire.ts';

/** The settings in force. */
export interface Configuration {
  /** Waits for the client's first answer, so that nothing is judged by defaults that the user has changed. */
  settings(): Promise<Settings>;
  /** Begins to listen; called once the client is ready. */
  start(): void;
}

/** Asks the client for its `designDocs` section where it can be asked, else takes what it sends. */
export function watchConfiguration(
  connection: Connection,
  client: Client,
  tell: (messages: readonly string[]) => void,
  log: Log,
  onChange: () => void,
): Configuration {
  let current: Promise<Settings> = Promise.resolve(DEFAULT_SETTINGS);
  const accept = (raw: unknown): Settings => {
    const { settings, problems } = readSettings(raw);
    tell(problems);
    return settings;
  };
  const ask = (): Promise<Settings> =>
    connection.workspace.getConfiguration('designDocs').then(accept, () => DEFAULT_SETTINGS);
  connection.onDidChangeConfiguration(({ settings }) => {
    const sent = (settings as { designDocs?: unknown } | null)?.designDocs;
    current = client.answersConfiguration ? ask() : Promise.resolve(accept(sent));
    void current.then(onChange);
  });
  return {
    settings: () => current,
    start() {
      if (client.registersConfiguration) {
        connection.client
          .register(DidChangeConfigurationNotification.type, { section: 'designDocs' })
          .catch((error: unknown) => log(`client/registerCapability: ${describeError(error)}`));
      }
      if (!client.answersConfiguration) return;
      current = ask();
    },
  };
}
