import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Detects whether processes and their threads use the network or change prototypes. */
export interface ProcessMonitor {
  /** The environment of a process to monitor. */
  readonly env: Readonly<Record<string, string>>;
  /** The violations so far, for example `net.connect`. Fails if no process was monitored. */
  violations(): string[];
}

export function monitorProcesses(context: TestContext): ProcessMonitor {
  const folder = mkdtempSync(join(tmpdir(), 'design-docs-monitor-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'log');
  return {
    env: {
      NODE_OPTIONS: `--require=${fileURLToPath(new URL('process-monitor.cjs', import.meta.url))}`,
      MONITOR_LOG: file,
    },
    violations() {
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      assert.ok(lines.includes('monitoring'));
      return lines.filter((line) => line !== 'monitoring');
    },
  };
}
