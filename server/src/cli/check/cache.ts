import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from '../../workspace/environment.ts';
import { writeAtomically } from '../files/write.ts';
import type { FileOutcome } from './outcome.ts';

/** Where results are remembered, and what they depend on besides the files: the tool, its options, and its build. */
export interface CacheRequest {
  /** Absolute. */
  readonly file: string;
  readonly salt: string;
}

/** What became of files, each with the key of all that it depends on. */
export interface Cache {
  get(path: string, key: string): FileOutcome | undefined;
}

interface Entry {
  readonly key: string;
  readonly outcome: FileOutcome;
}

/** Reads a cache. One that is not there, broken or of another build remembers nothing: it can be deleted at any time. */
export function openCache({ file, salt }: CacheRequest): Cache {
  const entries = readEntries(file, salt);
  return {
    get(path, key) {
      const entry = Object.hasOwn(entries, path) ? entries[path] : undefined;
      return entry?.key === key ? entry.outcome : undefined;
    },
  };
}

/** The key of a file: its bytes, and all that decides about it in its place. */
export function keyOf(bytes: Buffer, environment: Environment): string {
  const known = signatures.get(environment);
  const signature = known ?? signatureOf(environment);
  if (known === undefined) signatures.set(environment, signature);
  return createHash('sha256').update(signature).update(bytes).digest('base64');
}

const signatures = new WeakMap<Environment, string>();

/** The config file and the templates as they are now. */
function signatureOf({ config, templates, settings }: Environment): string {
  const files = templates.map(({ uri, file }) => [uri, file?.markdown.text]);
  return JSON.stringify([config?.uri, config?.text, settings, files]);
}

/** Remembers the outcomes of a run, and of other files what was known, unless they are gone. */
export async function writeCache(
  { file, salt }: CacheRequest,
  outcomes: readonly FileOutcome[],
  cwd: string,
): Promise<void> {
  const entries = Object.entries(readEntries(file, salt)).filter(([path]) => existsSync(resolve(cwd, path)));
  const fresh = outcomes.flatMap(({ key, ...outcome }): [string, Entry][] =>
    key === undefined ? [] : [[outcome.path, { key, outcome }]],
  );
  const kept = Object.fromEntries([...entries, ...fresh]);
  await writeAtomically(file, JSON.stringify({ salt, entries: kept }));
}

function readEntries(file: string, salt: string): Readonly<Record<string, Entry>> {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as {
      salt?: unknown;
      entries?: Record<string, Entry>;
    };
    return read.salt === salt ? (read.entries ?? {}) : {};
  } catch {
    return {};
  }
}
