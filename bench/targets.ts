import { CHECK, FULL_PARSE, MARKDOWNLINT } from './folder.ts';
import { ours, refNull } from './lsp/servers.ts';
import type { FolderResult, LatencyRow, Results } from './results.ts';

/** What was aimed at, and what came of it. */
export interface Verdict {
  readonly aim: string;
  /** As text, with its unit. */
  readonly limit: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** The sizes of documents that targets are set for, in bytes. */
export const TARGET_SIZES = [1e4, 1e5, 1e6];

/** Every target that there is a measurement for, met or not. */
export function judge({ latency = [], startup = [], folder }: Results): Verdict[] {
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
      ? [atMost('cold start, beyond what ref-null takes', 40, own.findings - floor.findings, 'ms')]
      : []),
    ...(folder ? judgeFolder(folder) : []),
  ];
}

function judgeLatency(own: LatencyRow, floor: LatencyRow): Verdict[] {
  const at = bytes(own.size);
  const times = (aim: string, limit: number, value?: number, base?: number): Verdict[] =>
    value === undefined || base === undefined ? [] : [atMost(`${aim}, ${at}`, limit, value / base, '×')];
  const { paragraph, heading, newheading, fence } = own.edits;
  const isLarge = own.size === 1e6;
  return [
    ...times('typing in a paragraph, beside ref-null', 1.5, paragraph.p50, floor.edits.paragraph.p50),
    ...times('typing in a heading, beside ref-null', 1.5, heading.p50, floor.edits.heading.p50),
    ...times('typing a new heading, beside ref-null', 1.5, newheading.p50, floor.edits.newheading.p50),
    ...(isLarge ? [atMost(`unclosed fence, ${at}`, 40, fence.p50, 'ms')] : []),
    ...times('completion after an edit, beside ref-null', 2, own.completion, floor.completion),
    ...times('symbols after an edit, beside ref-null', 2, own.documentSymbol, floor.documentSymbol),
    ...(isLarge ? [atMost(`a burst settles after its last keystroke, ${at}`, 20, own.settle, 'ms')] : []),
    ...times('CPU for each edit, beside ref-null', 2, paragraph.cpu, floor.edits.paragraph.cpu),
    ...(isLarge ? times('memory, beside ref-null', 1.5, own.memory, floor.memory) : []),
  ];
}

function judgeFolder({ rows }: FolderResult): Verdict[] {
  const seconds = (name: string): number | undefined => rows.find(({ command }) => command === name)?.seconds;
  const [own, parse, lint] = [CHECK, FULL_PARSE, MARKDOWNLINT].map(seconds);
  if (own === undefined || parse === undefined || lint === undefined) return [];
  return [
    atMost('checking a folder, beside a full parse by markdown-it', 1, own / parse, '×'),
    atMost('checking a folder, beside markdownlint-cli2', 0.1, own / lint, '×'),
  ];
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

/** As many digits as a reader can use. */
export function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A size in bytes, in words: 10 KB, 1 MB. */
export function bytes(size: number): string {
  return size >= 1e6 ? `${size / 1e6} MB` : `${size / 1e3} KB`;
}
