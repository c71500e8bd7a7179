import { setTimeout as sleep } from 'node:timers/promises';
import { median, percentile, rounded } from '../statistics.ts';
import type { Client } from './client.ts';
import { edit, restore } from './editing.ts';
import { cpuTime, processTree } from './processes.ts';
import type { Edit, OpenDocument } from './text.ts';

/** How much is done of each thing. */
export interface Effort {
  /** Measured edits of each kind, besides those that only warm up. */
  readonly edits: number;
  readonly warmup: number;
  /** The milliseconds after which a slow server is let go with fewer edits, at least three. */
  readonly budget: number;
}

/** From the moment before the edit is told to the moment that the last byte of its findings is there, in ms. */
export interface EditCost {
  readonly p50: number;
  readonly p95: number;
  /** Of all the server's threads, for each edit; what a server puts off shows here. */
  readonly cpu?: number;
}

/** What is between two edits, so that what a server cleans up after one is not counted as the next one's. In ms. */
const PAUSE = 15;

/** Makes edit after edit, each when the findings of the one before it have come, and takes all of them back. */
export async function measureEdits(
  client: Client,
  document: OpenDocument,
  next: () => Edit,
  { edits, warmup, budget }: Effort,
): Promise<EditCost> {
  const start = performance.now();
  const isLate = (part: number): boolean => performance.now() - start > budget * part;
  for (let count = 0; count < warmup && !isLate(1 / 2); count++) await edit(client, document, [next()]);
  const pids = processTree(client.child.pid ?? 0);
  const before = cpuTime(pids);
  const samples: number[] = [];
  while (samples.length < edits && (samples.length < 3 || !isLate(1))) {
    samples.push(await edit(client, document, [next()]));
    await sleep(PAUSE);
  }
  const after = cpuTime(pids);
  const cpu = before === undefined || after === undefined ? undefined : (after - before) / samples.length;
  await restore(client, document);
  await sleep(PAUSE);
  return {
    p50: rounded(median(samples)) as number,
    p95: rounded(percentile(samples, 0.95)) as number,
    ...(cpu !== undefined && { cpu: rounded(cpu) as number }),
  };
}
