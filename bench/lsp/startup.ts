import { finishedDesign } from '../documents.ts';
import type { StartupRow } from '../results.ts';
import { mergeRounds } from '../statistics.ts';
import { startAndGreet, stopServer } from './client.ts';
import { open } from './editing.ts';
import type { Server } from './servers.ts';
import { withDocuments } from './workspace.ts';

/**
 * From the spawn of each server to its first findings of a document of 10 KB, as medians of so many spawns. They take
 * turns, so that a change in the machine's speed meets all alike.
 */
export async function measureStartup(servers: readonly Server[], spawns: number): Promise<StartupRow[]> {
  const samples = new Map(servers.map((server) => [server, [] as Omit<StartupRow, 'server'>[]]));
  for (let count = 0; count < spawns; count++)
    for (const [server, taken] of samples) taken.push(await startOnce(server));
  return [...samples].map(([{ name }, taken]) => ({ server: name, ...mergeRounds(taken) }));
}

function startOnce(server: Server): Promise<Omit<StartupRow, 'server'>> {
  return withDocuments([finishedDesign(1e4)], async (folder, [path = '']) => {
    const { client, greeted } = await startAndGreet(server, folder);
    try {
      const { at } = await open(client, path).findings;
      return { initialize: greeted - client.startedAt, findings: at - client.startedAt };
    } finally {
      await stopServer(client);
    }
  });
}
