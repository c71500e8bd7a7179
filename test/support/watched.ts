import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** A watch over processes and their threads: whether any reaches for a network or changes what all objects share. */
export interface Watch {
  /** The environment of a process that is watched. */
  readonly env: Readonly<Record<string, string>>;
  /** What was seen so far, a word or two each; fails if nobody was watched. */
  seen(): string[];
}

export function watching(context: TestContext): Watch {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-watch-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'seen');
  return {
    env: {
      NODE_OPTIONS: `--require=${fileURLToPath(new URL('watched.cjs', import.meta.url))}`,
      WATCHED: file,
    },
    seen() {
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      assert.ok(lines.includes('watching'));
      return lines.filter((line) => line !== 'watching');
    },
  };
}
