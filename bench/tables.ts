import type { EditCost } from './lsp/samples.ts';
import { SCENARIOS, type ScenarioName, VSCODE_SCENARIOS, type VscodeScenarioName } from './lsp/scenarios.ts';
import { refNull } from './lsp/servers.ts';
import type { EngineEditRow, EngineRow, FolderResult, Results } from './results.ts';
import { bytes, figure, judge } from './targets.ts';

/** A Markdown table. All columns except the first are right-aligned. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map(line).join('\n');
}

/** A part of the results as Markdown. */
export interface Section {
  /** The name of the generated part in docs/performance.md, without its prefix. */
  readonly id: string;
  readonly title: string;
  readonly tables: readonly string[];
}

/** The measured parts, in the order in which they are printed. */
export function sections(results: Results): Section[] {
  const { vscode, startup, growth, many, folder, engine, engineEdits, bundles } = results;
  const verdicts = judge(results);
  const all: readonly (Section | undefined)[] = [
    verdicts.length > 0 ? { id: 'targets', title: 'Targets', tables: [verdictTable(results)] } : undefined,
    results.latency && { id: 'keystroke', title: 'Keystrokes', tables: latencyTables(results.latency) },
    vscode && { id: 'vscode', title: 'Requests of VS Code', tables: [vscodeTable(vscode)] },
    growth && {
      id: 'size',
      title: 'Document size',
      tables: [
        costTable(
          'document',
          growth.map((row) => ({ ...row, label: bytes(row.size) })),
        ),
      ],
    },
    many && {
      id: 'documents',
      title: 'Open documents',
      tables: [
        costTable(
          'open documents',
          many.map((row) => ({ ...row, label: String(row.documents) })),
        ),
      ],
    },
    startup && {
      id: 'start',
      title: 'Cold start',
      tables: [
        table(
          ['server', 'initialized', 'first diagnostics'],
          startup.map((row) => [row.server, ms(row.initialize), ms(row.findings)]),
        ),
      ],
    },
    folder && { id: 'folder', title: 'A folder', tables: [folderTable(folder)] },
    engine && { id: 'engine', title: 'The engine', tables: [engineTable(engine)] },
    engineEdits && {
      id: 'engine-edits',
      title: 'The engine after an edit',
      tables: [engineEditTable(engineEdits)],
    },
    bundles && {
      id: 'bundles',
      title: 'Bundles',
      tables: [
        table(
          ['bundle', 'size', 'budget'],
          bundles.map(({ name, size, budget }) => [name, kilobytes(size), kilobytes(budget)]),
        ),
      ],
    },
  ];
  return all.filter((section) => section !== undefined);
}

function verdictTable(results: Results): string {
  const verdicts = judge(results);
  return table(
    ['target', 'limit', 'measured', ''],
    verdicts.map(({ aim, limit, measured, isMet }) => [aim, limit, measured, isMet ? 'met' : '**missed**']),
  );
}

function latencyTables(rows: NonNullable<Results['latency']>): string[] {
  const names = Object.keys(SCENARIOS) as ScenarioName[];
  const heads = [...Object.values(SCENARIOS).map(({ label }) => label), 'CPU per edit'];
  const more = ['completion', 'symbols', 'after a burst', 'memory'];
  return [...new Set(rows.map(({ size }) => size))].map((size) =>
    table(
      [bytes(size), ...heads, ...more],
      rows
        .filter((row) => row.size === size)
        .map((row) => [
          row.server,
          ...names.map((name) => p50AndP95(row.edits[name])),
          ms(row.edits.paragraph.cpu),
          ms(row.completion),
          ms(row.documentSymbol),
          ms(row.settle),
          megabytes(row.memory),
        ]),
    ),
  );
}

/** With the ratio to ref-null for each kind of edit, which says what the server itself adds. */
function vscodeTable(rows: NonNullable<Results['vscode']>): string {
  const names = Object.keys(VSCODE_SCENARIOS) as VscodeScenarioName[];
  const heads = names.flatMap((name) => [VSCODE_SCENARIOS[name].label, 'vs. ref-null', 'CPU per edit']);
  return table(
    ['document', 'server', ...heads],
    rows.map(({ server, size, edits }) => {
      const floor = rows.find((row) => row.server === refNull.name && row.size === size);
      const cells = names.flatMap((name) => [
        p50AndP95(edits[name]),
        ...[ratio(edits[name].p50, floor?.edits[name].p50), ms(edits[name].cpu)],
      ]);
      return [bytes(size), server, ...cells];
    }),
  );
}

interface CostRow {
  readonly label: string;
  readonly server: string;
  readonly edit: EditCost;
  readonly memory?: number;
}

function costTable(varying: string, rows: readonly CostRow[]): string {
  return table(
    [varying, 'server', 'typing in a paragraph', 'CPU per edit', 'memory'],
    rows.map(({ label, server, edit, memory }) => [
      ...[label, server, p50AndP95(edit), ms(edit.cpu), megabytes(memory)],
    ]),
  );
}

function folderTable({ documents, bytes: size, rows }: FolderResult): string {
  const base = rows[0]?.seconds ?? Number.NaN;
  return table(
    ['command', 'seconds', 'documents/s', 'MB/s', 'peak memory', 'time vs. full parse'],
    rows.map(({ command, seconds, memory }) => [
      command,
      figure(seconds),
      (documents / seconds).toFixed(0),
      figure(size / 1e6 / seconds),
      megabytes(memory),
      figure(seconds / base),
    ]),
  );
}

function engineTable(rows: readonly EngineRow[]): string {
  const names = Object.keys(rows[0]?.times ?? {});
  return table(
    ['document', ...names],
    rows.map(({ size, times }) => [bytes(size), ...names.map((name) => ms(times[name]))]),
  );
}

function engineEditTable(rows: readonly EngineEditRow[]): string {
  const names = Object.keys(rows[0]?.times ?? {}) as (keyof EngineEditRow['times'])[];
  return table(
    ['document', 'size', ...names],
    rows.map(({ document, size, times }) => [document, bytes(size), ...names.map((name) => ms(times[name]))]),
  );
}

function p50AndP95({ p50, p95 }: EditCost): string {
  return `${figure(p50)} (${figure(p95)})`;
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : figure(value);
}

function ratio(value: number, base: number | undefined): string {
  return base === undefined ? '–' : `${figure(value / base)}×`;
}

function megabytes(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(0)} MB`;
}

function kilobytes(size: number): string {
  return `${Math.ceil(size / 1024)} KB`;
}
