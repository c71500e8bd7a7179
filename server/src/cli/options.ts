import type { Gate } from '../rules/severity.ts';
import { UsageError } from './io.ts';
import type { Shard } from './schema.ts';

/** Reads `--gate`. Throws a UsageError for what is no gate. */
export function readGate(value: string | undefined): Gate | undefined {
  if (value === undefined || value === 'progressive' || value === 'level') return value;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new UsageError(`“${value}” is no gate. Give --gate progressive, level, or the number of a phase.`);
}

/** Reads a number that may be 0. Throws a UsageError for anything else. */
export function readCount(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`“${value}” is no number. Give ${option} a whole number, 0 or more.`);
}

/** Reads `--socket`. Throws a UsageError for what is no port. */
export function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65535)
    throw new UsageError(`“${value}” is no port. Give --socket a number from 1 to 65535.`);
  return port;
}

/** Reads `--shard i/n`. Throws a UsageError unless 1 ≤ i ≤ n. */
export function readShard(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > of)
    throw new UsageError(`“${value}” is no part. Give --shard i/n, as in --shard 1/4 for the first of four.`);
  return { index, of };
}
