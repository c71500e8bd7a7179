import { CHECK, FULL_PARSE, MARKDOWNLINT } from './folder.ts';
import { ours, refNull } from './lsp/servers.ts';
import type { EngineEditRow, FolderResult, LatencyRow, Results } from './results.ts';

/** A target and its result. */
export interface Verdict {
  readonly aim: string;
  /** For example `at most 40 ms`. */
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** The document sizes that have targets, in bytes. */
export const TARGET_SIZES = [1e4, 1e5, 1e6];

/** The time in ms that the engine may take for an edit and for what VS Code asks about it, by the size of the document. */
const ENGINE_EDIT_LIMITS: ReadonlyMap<number, number> = new Map([
  [1e4, 0.5],
  [1e5, 1],
  [1e6, 6],
]);

/** The targets that have a measurement. */
export function judge({ latency = [], startup = [], folder, engineEdits = [] }: Results): Verdict[] {
  const pairs = TARGET_SIZES.flatMap((size) => {
    const [own, floor] = [ours, refNull].map(({ name }) =>
      latency.find((row) => row.server === name && row.size === size),
    );
    return own && floor ? judgeLatency(own, floor) : [];
  });
  const [own, floor] = [ours, refNull].map(({ name }) => startup.find(({ server }) => server === name));
  return [
    ...pairs,
    ...(own && floor
      ? [atMost('cold start, time added to ref-null', 40, own.findings - floor.findings, 'ms')]
      : []),
    ...(folder ? judgeFolder(folder) : []),
    ...engineEdits.flatMap(judgeEngineEdit),
  ];
}

function judgeLatency(own: LatencyRow, floor: LatencyRow): Verdict[] {
  const at = bytes(own.size);
  const times = (aim: string, limit: number, value?: number, base?: number): Verdict[] =>
    value === undefined || base === undefined ? [] : [atMost(`${aim}, ${at}`, limit, value / base, '×')];
  const { paragraph, heading, newheading, fence } = own.edits;
  const isLarge = own.size === 1e6;
  return [
    ...times('typing in a paragraph, vs. ref-null', 1.5, paragraph.p50, floor.edits.paragraph.p50),
    ...times('typing in a heading, vs. ref-null', 1.5, heading.p50, floor.edits.heading.p50),
    ...times('typing a new heading, vs. ref-null', 1.5, newheading.p50, floor.edits.newheading.p50),
    ...(isLarge ? [atMost(`opening or removing a fence, ${at}`, 40, fence.p50, 'ms')] : []),
    ...times('completion after an edit, vs. ref-null', 2, own.completion, floor.completion),
    ...times('symbols after an edit, vs. ref-null', 2, own.documentSymbol, floor.documentSymbol),
    ...(isLarge ? [atMost(`diagnostics after a burst of keystrokes, ${at}`, 20, own.settle, 'ms')] : []),
    ...times('CPU per edit, vs. ref-null', 2, paragraph.cpu, floor.edits.paragraph.cpu),
    ...(isLarge ? times('memory, vs. ref-null', 1.5, own.memory, floor.memory) : []),
  ];
}

function judgeFolder({ rows }: FolderResult): Verdict[] {
  const seconds = (name: string): number | undefined => rows.find(({ command }) => command === name)?.seconds;
  const [own, parse, lint] = [CHECK, FULL_PARSE, MARKDOWNLINT].map(seconds);
  if (own === undefined || parse === undefined || lint === undefined) return [];
  return [
    atMost('checking a folder, vs. a full parse by markdown-it', 1, own / parse, '×'),
    atMost('checking a folder, vs. markdownlint-cli2', 0.1, own / lint, '×'),
  ];
}

function judgeEngineEdit({ document, size, times }: EngineEditRow): Verdict[] {
  const limit = ENGINE_EDIT_LIMITS.get(size);
  return limit === undefined
    ? []
    : [atMost(`engine work per edit in VS Code, ${document}, ${bytes(size)}`, limit, times.total, 'ms')];
}

function atMost(aim: string, limit: number, value: number, unit: 'ms' | '×'): Verdict {
  return {
    aim,
    limit: `at most ${withUnit(limit, unit)}`,
    measured: withUnit(value, unit),
    isMet: value <= limit,
  };
}

function withUnit(value: number, unit: 'ms' | '×'): string {
  return unit === '×' ? `${figure(value)}×` : `${figure(value)} ms`;
}

/** Three significant digits for most values. */
export function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Formats a size in bytes, for example `10 KB` or `1 MB`. */
export function bytes(size: number): string {
  return size >= 1e6 ? `${size / 1e6} MB` : `${size / 1e3} KB`;
}
