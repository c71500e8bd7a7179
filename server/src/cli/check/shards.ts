import { createHash } from 'node:crypto';
import type { Shard } from '../schema.ts';

/** Whether a file is in a shard. This depends only on its shown path, so that separate runs need no common list. */
export function isInShard(shown: string, { index, of }: Shard): boolean {
  return createHash('sha256').update(shown).digest().readUInt32BE() % of === index - 1;
}
