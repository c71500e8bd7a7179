import { setTimeout as sleep } from 'node:timers/promises';
import { finishedDesign } from '../documents.ts';
import type { GrowthRow, ManyRow } from '../results.ts';
import { rounded } from '../statistics.ts';
import { open } from './editing.ts';
import { memoryOf, processTree } from './processes.ts';
import { type Effort, measureEdits } from './samples.ts';
import { SCENARIOS } from './scenarios.ts';
import type { Server } from './servers.ts';
import { withDocuments, withServer } from './workspace.ts';

/** What typing in a paragraph costs in a document of about this size. */
export async function measureSize(server: Server, size: number, effort: Effort): Promise<GrowthRow> {
  return { server: server.name, size, ...(await measureTyping(server, [finishedDesign(size)], effort)) };
}

/** What typing in a paragraph of one document costs while so many are open, of 10 KB each and all different. */
export async function measureMany(server: Server, documents: number, effort: Effort): Promise<ManyRow> {
  const text = finishedDesign(1e4);
  const texts = Array.from({ length: documents }, (_, index) => text.replace('# Technical', `# ${index}`));
  return { server: server.name, documents, ...(await measureTyping(server, texts, effort)) };
}

/** Opens documents, and types in the one that was opened in the middle. */
function measureTyping(
  server: Server,
  texts: readonly string[],
  effort: Effort,
): Promise<Pick<GrowthRow, 'edit' | 'memory'>> {
  return withDocuments(texts, (folder, paths) =>
    withServer(server, folder, async (client) => {
      const opened = [];
      for (const path of paths) {
        const { document, findings } = open(client, path);
        await findings;
        opened.push(document);
      }
      await sleep(300);
      const document = opened[opened.length >> 1];
      if (!document) throw new Error('There is no document to type in.');
      const edit = await measureEdits(client, document, SCENARIOS.paragraph.start(document.lines), effort);
      const memory = rounded(memoryOf(processTree(client.child.pid ?? 0))?.now);
      return { edit, ...(memory !== undefined && { memory }) };
    }),
  );
}
