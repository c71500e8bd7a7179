import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, startAndInitialize, stopServer } from './client.ts';
import type { Server } from './servers.ts';

/** Writes a document for each text to a new folder, calls `use` with their paths in the same order, and deletes the folder. */
export async function withDocuments<T>(
  texts: readonly string[],
  use: (folder: string, paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-bench-'));
  const paths = texts.map((text, index) => {
    const path = join(folder, `design-${index}.md`);
    writeFileSync(path, text);
    return path;
  });
  try {
    return await use(folder, paths);
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  }
}

/** Calls `use` with an initialized server that has had time to register its capabilities, and stops the server. */
export async function withServer<T>(
  server: Server,
  folder: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { client } = await startAndInitialize(server, folder);
  try {
    await sleep(200);
    return await use(client);
  } finally {
    await stopServer(client);
  }
}
