import type { EditCost } from './lsp/samples.ts';
import { SCENARIOS, type ScenarioName } from './lsp/scenarios.ts';
import type { EngineRow, FolderResult, Results } from './results.ts';
import { bytes, figure, judge } from './targets.ts';

/** A Markdown table; columns but the first are of figures, and stand to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  return [heads, rule, ...rows].map(line).join('\n');
}

/** A part of the results as Markdown. */
export interface Section {
  /** What docs/performance.md calls it. */
  readonly id: string;
  readonly title: string;
  readonly tables: readonly string[];
}

/** Everything that was measured, in the order in which it is told. */
export function sections(results: Results): Section[] {
  const { startup, growth, many, folder, engine, bundles } = results;
  const verdicts = judge(results);
  const all: readonly (Section | undefined)[] = [
    verdicts.length > 0 ? { id: 'targets', title: 'Targets', tables: [verdictTable(results)] } : undefined,
    results.latency && { id: 'keystroke', title: 'A keystroke', tables: latencyTables(results.latency) },
    growth && {
      id: 'size',
      title: 'Growth with the size of the document',
      tables: [
        costTable(
          'document',
          growth.map((row) => ({ ...row, label: bytes(row.size) })),
        ),
      ],
    },
    many && {
      id: 'documents',
      title: 'Growth with the number of open documents',
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
          ['server', 'greeting answered', 'first findings'],
          startup.map((row) => [row.server, ms(row.initialize), ms(row.findings)]),
        ),
      ],
    },
    folder && { id: 'folder', title: 'A whole folder', tables: [folderTable(folder)] },
    engine && { id: 'engine', title: 'The engine alone', tables: [engineTable(engine)] },
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
  const heads = [...Object.values(SCENARIOS).map(({ label }) => label), 'CPU for each edit'];
  const more = ['completion', 'symbols', 'burst settles', 'memory'];
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

interface CostRow {
  readonly label: string;
  readonly server: string;
  readonly edit: EditCost;
  readonly memory?: number;
}

function costTable(what: string, rows: readonly CostRow[]): string {
  return table(
    [what, 'server', 'typing in a paragraph', 'CPU for each edit', 'memory'],
    rows.map(({ label, server, edit, memory }) => [
      ...[label, server, p50AndP95(edit), ms(edit.cpu), megabytes(memory)],
    ]),
  );
}

function folderTable({ documents, bytes: size, rows }: FolderResult): string {
  const base = rows[0]?.seconds ?? Number.NaN;
  return table(
    ['command', 'seconds', 'documents/s', 'MB/s', 'most memory', 'time beside a full parse'],
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

function p50AndP95({ p50, p95 }: EditCost): string {
  return `${figure(p50)} (${figure(p95)})`;
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : figure(value);
}

function megabytes(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(0)} MB`;
}

function kilobytes(size: number): string {
  return `${Math.ceil(size / 1024)} KB`;
}
