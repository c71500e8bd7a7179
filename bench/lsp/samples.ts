import { setTimeout as sleep } from 'node:timers/promises';
import { median, percentile, rounded } from '../statistics.ts';
import type { Client } from './client.ts';
import { edit, restore } from './editing.ts';
import { cpuTime, processTree } from './processes.ts';
import type { Edit, OpenDocument } from './text.ts';

/** How many edits are made. */
export interface Effort {
  /** Measured edits of each kind, in addition to the warm-up. */
  readonly edits: number;
  readonly warmup: number;
  /** After this many ms, a slow server is measured with fewer edits, at least three. */
  readonly budget: number;
}

/** The time from before the edit is sent until the last byte that the editor waits for has arrived, in ms. */
export interface EditCost {
  readonly p50: number;
  readonly p95: number;
  /** CPU time of all the server's threads per edit, deferred work included. */
  readonly cpu?: number;
}

/** Makes edits as one change and returns the milliseconds that it took to answer. */
export type Perform = typeof edit;

/** The pause between two edits, so that work that a server defers is not counted for the next edit. In ms. */
const PAUSE = 15;

/**
 * Makes one edit after another, each when the answers to the one before it have arrived, and then undoes all of them. `perform`
 * makes edits and returns the milliseconds until the answers that are measured.
 */
export async function measureEdits(
  client: Client,
  document: OpenDocument,
  next: () => Edit,
  { edits, warmup, budget }: Effort,
  perform: Perform = edit,
): Promise<EditCost> {
  const start = performance.now();
  const isLate = (part: number): boolean => performance.now() - start > budget * part;
  for (let count = 0; count < warmup && !isLate(1 / 2); count++) await perform(client, document, [next()]);
  const pids = processTree(client.child.pid ?? 0);
  const before = cpuTime(pids);
  const samples: number[] = [];
  while (samples.length < edits && (samples.length < 3 || !isLate(1))) {
    samples.push(await perform(client, document, [next()]));
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
