import { createHash } from 'node:crypto';
import type { Shard } from '../schema.ts';

/** Which part a file belongs to follows from its path alone, so that no two runs have to agree on a list. */
export function isInShard(shown: string, { index, of }: Shard): boolean {
  return createHash('sha256').update(shown).digest().readUInt32BE() % of === index - 1;
}
