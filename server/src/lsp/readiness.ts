import type { Connection } from 'vscode-languageserver';
import { emptyReadiness } from '../features/progress/readiness.ts';
import { READINESS } from '../protocol.ts';
import { readinessOf } from '../service/answers.ts';
import type { Service } from '../service/service.ts';
import { toReadiness } from './convert.ts';
import type { OpenDocument } from './documents.ts';
import type { Log } from './guard.ts';
import { createSchedule } from './schedule.ts';

const TURNED_OFF = emptyReadiness('none', 'The setting designDocs.enable is off.');

/** Sends the readiness of each open document to the client, whenever it changes. */
export function createReadiness(
  connection: Connection,
  service: Service,
  ready: (uri: string) => Promise<OpenDocument | undefined>,
  log: Log,
): { schedule(uri: string): void; forget(uri: string): void } {
  const sent = new Map<string, string>();
  const send = async (uri: string): Promise<void> => {
    const document = await ready(uri);
    if (!document) return;
    const { enable } = document.environment.settings;
    const { version, ...content } = toReadiness(
      document,
      enable ? readinessOf(service.analyze(document)) : TURNED_OFF,
    );
    const text = JSON.stringify(content);
    if (sent.get(uri) === text) return;
    sent.set(uri, text);
    await connection.sendNotification(READINESS, { ...content, version });
  };
  return { schedule: createSchedule(send, log), forget: (uri) => sent.delete(uri) };
}
