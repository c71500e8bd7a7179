import type { EditCost } from './lsp/samples.ts';
import type { ScenarioName } from './lsp/scenarios.ts';

/** What a run measured, as `docs/performance.json` keeps it. Times are in ms, memory is in MB, sizes in bytes. */
export interface Results {
  readonly machine: Machine;
  readonly command: string;
  readonly rounds: number;
  readonly latency?: readonly LatencyRow[];
  readonly startup?: readonly StartupRow[];
  readonly growth?: readonly GrowthRow[];
  readonly many?: readonly ManyRow[];
  readonly folder?: FolderResult;
  readonly engine?: readonly EngineRow[];
  readonly bundles?: readonly BundleRow[];
}

export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  readonly system: string;
  /** The load that the kernel tells of a minute, at the start. */
  readonly load: number;
}

/** One server on one document. */
export interface LatencyRow {
  readonly server: string;
  readonly size: number;
  readonly edits: Readonly<Record<ScenarioName, EditCost>>;
  /** From the last of a burst of keystrokes to the findings of what it led to. */
  readonly settle: number;
  readonly completion: number;
  readonly documentSymbol: number;
  /** The resident memory at the end. */
  readonly memory?: number;
}

/** From the spawn to the answer of the greeting, and to the first findings. */
export interface StartupRow {
  readonly server: string;
  readonly initialize: number;
  readonly findings: number;
}

/** Typing in a paragraph. */
export interface GrowthRow {
  readonly server: string;
  readonly size: number;
  readonly edit: EditCost;
  readonly memory?: number;
}

/** Typing in a paragraph of one of the open documents. */
export interface ManyRow {
  readonly server: string;
  readonly documents: number;
  readonly edit: EditCost;
  readonly memory?: number;
}

export interface FolderResult {
  readonly documents: number;
  readonly bytes: number;
  readonly rows: readonly FolderRow[];
}

/** One command on a folder, as a whole process. */
export interface FolderRow {
  readonly command: string;
  readonly seconds: number;
  readonly memory: number;
}

/** What one document costs in a process that is warm; by the name of what is done. */
export interface EngineRow {
  readonly size: number;
  readonly times: Readonly<Record<string, number>>;
}

export interface BundleRow {
  readonly name: string;
  readonly size: number;
  readonly budget: number;
}
