import type { EditCost } from './lsp/samples.ts';
import type { ScenarioName, VscodeScenarioName } from './lsp/scenarios.ts';

export type { EditCost };

/** The results of a run, as in `docs/performance.json`. Times are in ms, memory is in MB, sizes are in bytes. */
export interface Results {
  readonly machine: Machine;
  readonly command: string;
  readonly rounds: number;
  readonly latency?: readonly LatencyRow[];
  readonly vscode?: readonly VscodeRow[];
  readonly startup?: readonly StartupRow[];
  readonly growth?: readonly GrowthRow[];
  readonly many?: readonly ManyRow[];
  readonly folder?: FolderResult;
  readonly engine?: readonly EngineRow[];
  readonly engineEdits?: readonly EngineEditRow[];
  readonly bundles?: readonly BundleRow[];
}

export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory: number;
  readonly system: string;
  /** The load average of one minute before the run. */
  readonly load: number;
}

/** One server with one document. */
export interface LatencyRow {
  readonly server: string;
  readonly size: number;
  readonly edits: Readonly<Record<ScenarioName, EditCost>>;
  /** From the last keystroke of a burst to its diagnostics. */
  readonly settle: number;
  readonly completion: number;
  readonly documentSymbol: number;
  /** The resident memory at the end. */
  readonly memory?: number;
}

/** One server with one document, asked what VS Code asks after each edit. */
export interface VscodeRow {
  readonly server: string;
  readonly size: number;
  readonly edits: Readonly<Record<VscodeScenarioName, EditCost>>;
}

/** From the spawn to the answer to `initialize`, and to the first diagnostics. */
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

/** Work on one document in a warm process, by the name of the work. */
export interface EngineRow {
  readonly size: number;
  readonly times: Readonly<Record<string, number>>;
}

/** One typed character in a warm process, and the answers to what VS Code asks about it. */
export interface EngineEditRow {
  /** The shape of the document. */
  readonly document: string;
  readonly size: number;
  /** Each is a median of its own, so the parts need not add up to the total. */
  readonly times: {
    readonly edit: number;
    readonly findings: number;
    readonly readiness: number;
    readonly hints: number;
    readonly actions: number;
    readonly total: number;
  };
}

export interface BundleRow {
  readonly name: string;
  readonly size: number;
  readonly budget: number;
}
