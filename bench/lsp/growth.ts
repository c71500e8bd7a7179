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

/** Measures typing in a paragraph of a document of about `size` characters. */
export async function measureSize(server: Server, size: number, effort: Effort): Promise<GrowthRow> {
  return { server: server.name, size, ...(await measureTyping(server, [finishedDesign(size)], effort)) };
}

/** Measures typing in a paragraph of one document while `documents` different documents of 10 KB each are open. */
export async function measureMany(server: Server, documents: number, effort: Effort): Promise<ManyRow> {
  const text = finishedDesign(1e4);
  const texts = Array.from({ length: documents }, (_, index) => text.replace('# Technical', `# ${index}`));
  return { server: server.name, documents, ...(await measureTyping(server, texts, effort)) };
}

/** Opens all documents and types in the one in the middle of the list. */
function measureTyping(
  server: Server,
  texts: readonly string[],
  effort: Effort,
): Promise<Pick<GrowthRow, 'edit' | 'memory'>> {
  return withDocuments(texts, (folder, paths) =>
    withServer(server, folder, async (client) => {
      const opened = [];
      for (const path of paths) {
        const { document, diagnostics } = open(client, path);
        await diagnostics;
        opened.push(document);
      }
      await sleep(300);
      const document = opened[opened.length >> 1];
      if (!document) throw new Error('No document is open.');
      const edit = await measureEdits(client, document, SCENARIOS.paragraph.start(document.lines), effort);
      const memory = rounded(memoryOf(processTree(client.child.pid ?? 0))?.now);
      return { edit, ...(memory !== undefined && { memory }) };
    }),
  );
}
