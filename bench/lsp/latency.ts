import { setTimeout as sleep } from 'node:timers/promises';
import { finishedDesign } from '../documents.ts';
import type { LatencyRow } from '../results.ts';
import { median, rounded } from '../statistics.ts';
import { type Client, request } from './client.ts';
import { change, open, pulls, restore, sendChange } from './editing.ts';
import { memoryOf, processTree } from './processes.ts';
import { type Effort, measureEdits } from './samples.ts';
import { SCENARIOS, type ScenarioName } from './scenarios.ts';
import type { Server } from './servers.ts';
import { type Edit, insertion, type OpenDocument } from './text.ts';
import { withDocuments, withServer } from './workspace.ts';

/** The time between two keystrokes of a fast typist, in ms. */
const KEYSTROKE = 60;

/** Measures each kind of edit in a document of about `size` characters, in a new process of the server. */
export function measureLatency(server: Server, size: number, effort: Effort): Promise<LatencyRow> {
  return withDocuments([finishedDesign(size)], (folder, [path = '']) =>
    withServer(server, folder, async (client) => {
      const { document, diagnostics } = open(client, path);
      await diagnostics;
      await sleep(300);
      const edits = await measureScenarios(client, document, effort);
      const repetitions = edits.paragraph.p50 > 200 ? 3 : 8;
      const completion = await askAfterEdit(client, document, repetitions, 'textDocument/completion');
      const documentSymbol = await askAfterEdit(client, document, repetitions, 'textDocument/documentSymbol');
      const settle = await settleAfterBurst(client, document, Math.max(5, Math.min(30, effort.edits)));
      await sleep(300);
      const memory = rounded(memoryOf(processTree(client.child.pid ?? 0))?.now);
      return {
        ...{ server: server.name, size, edits, completion, documentSymbol, settle },
        ...(memory !== undefined && { memory }),
      };
    }),
  );
}

async function measureScenarios(
  client: Client,
  document: OpenDocument,
  effort: Effort,
): Promise<LatencyRow['edits']> {
  const costs: Partial<Record<ScenarioName, LatencyRow['edits'][ScenarioName]>> = {};
  for (const [name, { start }] of Object.entries(SCENARIOS))
    costs[name as ScenarioName] = await measureEdits(client, document, start(document.lines), effort);
  return costs as LatencyRow['edits'];
}

/** The median time in ms from an edit to the answer of a request that the editor sends immediately after it. */
async function askAfterEdit(
  client: Client,
  document: OpenDocument,
  repetitions: number,
  method: 'textDocument/completion' | 'textDocument/documentSymbol',
): Promise<number> {
  const samples: number[] = [];
  const typed = method === 'textDocument/completion' ? '[link](#' : 'x';
  const { line, character } = SCENARIOS.paragraph.start(document.lines)().range.start;
  const position = { line, character: character + typed.length };
  for (let count = 0; count < repetitions; count++) {
    const start = performance.now();
    // Published diagnostics must arrive before the next repetition, or they would delay it.
    const insert = insertion(line, character, typed);
    const settled = pulls(client) ? undefined : change(client, document, [insert]);
    if (!settled) sendChange(client, document, [insert]);
    const params = { textDocument: { uri: document.uri }, position, context: { triggerKind: 1 } };
    samples.push((await request(client, method, params)).at - start);
    await settled;
    await restore(client, document);
    await sleep(15);
  }
  return rounded(median(samples)) as number;
}

/** Types without waiting for answers. Returns the milliseconds from the last keystroke to its diagnostics. */
async function settleAfterBurst(client: Client, document: OpenDocument, count: number): Promise<number> {
  const next: () => Edit = SCENARIOS.paragraph.start(document.lines);
  await sleep(300);
  const start = performance.now();
  const started: Promise<unknown>[] = [];
  for (let index = 0; index < count - 1; index++) {
    started.push(change(client, document, [next()]).catch(() => undefined));
    await sleep(Math.max(0, start + (index + 1) * KEYSTROKE - performance.now()));
  }
  const last = performance.now();
  const { at } = await change(client, document, [next()]);
  await Promise.all(started);
  await restore(client, document);
  return rounded(at - last) as number;
}
