import type { Connection } from 'vscode-languageserver';
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../settings.ts';
import type { Client } from './client.ts';
import { describeError, type Log } from './guard.ts';
import { DidChangeConfigurationNotification } from './wire.ts';

/** The current settings. */
export interface Configuration {
  /** Waits for the client's first answer, so that nothing is checked with defaults that the user has changed. */
  settings(): Promise<Settings>;
  /** Requests the settings. Called once the client has sent `initialized`. */
  start(): void;
}

/**
 * Reads the `designDocs` settings: requested from the client if it supports that, or else as it sends them. `warn`
 * gets one sentence for each invalid setting.
 */
export function watchConfiguration(
  connection: Connection,
  client: Client,
  warn: (messages: readonly string[]) => void,
  log: Log,
  onChange: () => void,
): Configuration {
  let current: Promise<Settings> = Promise.resolve(DEFAULT_SETTINGS);
  const accept = (raw: unknown): Settings => {
    const { settings, problems } = readSettings(raw);
    warn(problems);
    return settings;
  };
  const request = (): Promise<Settings> =>
    connection.workspace.getConfiguration('designDocs').then(accept, () => DEFAULT_SETTINGS);
  connection.onDidChangeConfiguration(({ settings }) => {
    const sent = (settings as { designDocs?: unknown } | null)?.designDocs;
    current = client.answersConfiguration ? request() : Promise.resolve(accept(sent));
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
      current = request();
    },
  };
}
