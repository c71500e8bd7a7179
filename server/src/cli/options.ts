import type { Gate } from '../rules/severity.ts';
import { UsageError } from './io.ts';
import type { Shard } from './schema.ts';

/** Parses `--gate`. Throws a UsageError if the value is not a gate. */
export function readGate(value: string | undefined): Gate | undefined {
  if (value === undefined || value === 'progressive' || value === 'level') return value;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new UsageError('--gate must be progressive, level, or a phase number.');
}

/** Parses the value of `option`, a whole number of at most 9 digits. Throws a UsageError for anything else. */
export function readCount(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`${option} must be a whole number, 0 or more.`);
}

/** Parses `--socket`. Throws a UsageError if the value is not a port number. */
export function readPort(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65535) throw new UsageError('--socket must be a port number from 1 to 65535.');
  return port;
}

/** Parses `--shard i/n`. Throws a UsageError unless 1 ≤ i ≤ n. */
export function readShard(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (index < 1 || index > of)
    throw new UsageError('--shard must be i/n with i from 1 to n, such as --shard 1/4.');
  return { index, of };
}
