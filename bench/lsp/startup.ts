import { finishedDesign } from '../documents.ts';
import type { StartupRow } from '../results.ts';
import { mergeRounds } from '../statistics.ts';
import { startAndInitialize, stopServer } from './client.ts';
import { open } from './editing.ts';
import type { Server } from './servers.ts';
import { withDocuments } from './workspace.ts';

/**
 * Measures the time from the spawn of each server to its first diagnostics for a document of 10 KB: medians of `spawns`
 * starts. The servers alternate, so that a change in the machine's speed affects all of them.
 */
export async function measureStartup(servers: readonly Server[], spawns: number): Promise<StartupRow[]> {
  const samples = new Map(servers.map((server) => [server, [] as Omit<StartupRow, 'server'>[]]));
  for (let count = 0; count < spawns; count++)
    for (const [server, taken] of samples) taken.push(await startOnce(server));
  return [...samples].map(([{ name }, taken]) => ({ server: name, ...mergeRounds(taken) }));
}

function startOnce(server: Server): Promise<Omit<StartupRow, 'server'>> {
  return withDocuments([finishedDesign(1e4)], async (folder, [path = '']) => {
    const { client, initialized } = await startAndInitialize(server, folder);
    try {
      const { at } = await open(client, path).diagnostics;
      return { initialize: initialized - client.startedAt, findings: at - client.startedAt };
    } finally {
      await stopServer(client);
    }
  });
}
