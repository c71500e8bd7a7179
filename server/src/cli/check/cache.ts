import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../../workspace/environment.ts';
import { writeAtomically } from '../files/write.ts';
import type { FileOutcome } from './outcome.ts';

/** Where results are cached. */
export interface CacheRequest {
  /** Absolute. */
  readonly file: string;
  /** What results depend on in addition to files: the version and the build of the tool, and the options. */
  readonly salt: string;
}

/** Cached outcomes. */
export interface Cache {
  /** The outcome of the file at a shown path; `undefined` if it is not cached with this key. */
  get(path: string, key: string): FileOutcome | undefined;
}

interface CacheEntry {
  readonly key: string;
  readonly outcome: FileOutcome;
}

/**
 * Reads a cache. A file that does not exist, is invalid, or has another salt is an empty cache, so it can be deleted at
 * any time.
 */
export function openCache({ file, salt }: CacheRequest): Cache {
  const entries = readEntries(file, salt);
  return {
    get(path, key) {
      const entry = Object.hasOwn(entries, path) ? entries[path] : undefined;
      return entry?.key === key ? entry.outcome : undefined;
    },
  };
}

/** The cache key of a file: a hash of its bytes and its environment. */
export function keyOf(bytes: Buffer, environment: Environment): string {
  const known = signatures.get(environment);
  const signature = known ?? signatureOf(environment);
  if (known === undefined) signatures.set(environment, signature);
  return createHash('sha256').update(signature).update(bytes).digest('base64');
}

const signatures = new WeakMap<Environment, string>();

/** The current config file, settings, and templates. */
function signatureOf({ config, templates, settings }: Environment): string {
  const files = templates.map(({ uri, file }) => [uri, file?.markdown.text]);
  return JSON.stringify([config?.uri, config?.text, settings, files]);
}

/** Writes the outcomes of a run to the cache. Keeps the entries of other files that still exist. */
export async function writeCache(
  { file, salt }: CacheRequest,
  outcomes: readonly FileOutcome[],
  cwd: string,
): Promise<void> {
  const entries = Object.entries(readEntries(file, salt)).filter(([path]) => existsSync(resolve(cwd, path)));
  const fresh = outcomes.flatMap(({ key, ...outcome }): [string, CacheEntry][] =>
    key === undefined ? [] : [[outcome.path, { key, outcome }]],
  );
  const kept = Object.fromEntries([...entries, ...fresh]);
  await writeAtomically(file, JSON.stringify({ salt, entries: kept }));
}

function readEntries(file: string, salt: string): Readonly<Record<string, CacheEntry>> {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as {
      salt?: unknown;
      entries?: Record<string, CacheEntry>;
    };
    return read.salt === salt ? (read.entries ?? {}) : {};
  } catch {
    return {};
  }
}
