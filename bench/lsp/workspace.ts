import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, startAndGreet, stopServer } from './client.ts';
import type { Server } from './servers.ts';

/** Gives `use` a folder of its own with documents in it, in the order of the texts, and takes it away afterwards. */
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

/** Gives `use` a server that has been greeted and has had the time to register what it does. */
export async function withServer<T>(
  server: Server,
  folder: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const { client } = await startAndGreet(server, folder);
  try {
    await sleep(200);
    return await use(client);
  } finally {
    await stopServer(client);
  }
}
