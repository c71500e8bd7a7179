import { type Markdown, parseMarkdown } from '../server/src/markdown/markdown.ts';
import { designWithOwnSections, finishedDesign } from './documents.ts';
import { LINES_AROUND, SCENARIOS } from './lsp/scenarios.ts';
import type { EngineEditRow } from './results.ts';
import { openQuestions, type Questions } from './service.ts';
import { median, rounded } from './statistics.ts';

type Times = EngineEditRow['times'];

/** The shapes of the documents that are typed in. */
const SHAPES: Readonly<Record<string, (size: number) => string>> = {
  'template sections': finishedDesign,
  'own sections': designWithOwnSections,
};

/** The text that is typed, one character at a time. It is deleted in one edit before it is typed again. */
const TYPED = ' incremental requirement latency verified budget';

/** When a phase of the measurement ends: after `most` edits, or after `budget` ms if `least` edits are done. */
interface Phase {
  readonly least: number;
  readonly most: number;
  readonly budget: number;
}

interface Phases {
  readonly warmup: Phase;
  readonly measured: Phase;
}

const PHASES: Phases = {
  warmup: { least: 50, most: 1000, budget: 3000 },
  measured: { least: 30, most: 300, budget: 3000 },
};

/**
 * Measures the engine's work for an edit and for the questions that VS Code asks about it: findings, readiness, the inlay
 * hints around the cursor and the code actions at the cursor. All of it runs in this process after warm-up.
 */
export function measureEngineEdits(sizes: readonly number[], phases: Phases = PHASES): EngineEditRow[] {
  return sizes.flatMap((size) =>
    Object.entries(SHAPES).map(([document, write]) => ({
      document,
      size,
      times: measure(write(size), phases),
    })),
  );
}

/** The medians for one character typed in the middle of the document, in ms. */
function measure(text: string, { warmup, measured }: Phases): Times {
  const type = typist(openQuestions(), text);
  repeat(warmup, type);
  const samples = repeat(measured, type);
  const medianOf = (part: keyof Times): number => rounded(median(samples.map((times) => times[part]))) ?? 0;
  return {
    edit: medianOf('edit'),
    findings: medianOf('findings'),
    readiness: medianOf('readiness'),
    hints: medianOf('hints'),
    actions: medianOf('actions'),
    total: medianOf('total'),
  };
}

function repeat({ least, most, budget }: Phase, work: () => Times): Times[] {
  const start = performance.now();
  const samples: Times[] = [];
  while (samples.length < most && (samples.length < least || performance.now() - start < budget))
    samples.push(work());
  return samples;
}

/** Each call of the result types the next character and asks about it. */
function typist(questions: Questions, text: string): () => Times {
  const { at, visible } = placeToType(text);
  let markdown = parseMarkdown(text);
  let typed = 0;
  ask(questions, markdown, visible, at);
  return () => {
    if (typed === TYPED.length) {
      markdown = markdown.edit([{ start: at, end: at + typed, newText: '' }]);
      typed = 0;
      ask(questions, markdown, visible, at);
    }
    const place = at + typed;
    const newText = TYPED.charAt(typed++);
    const start = performance.now();
    markdown = markdown.edit([{ start: place, end: place, newText }]);
    const edited = performance.now();
    const times = ask(questions, markdown, { ...visible, end: visible.end + typed }, at + typed);
    return { ...times, edit: edited - start, total: performance.now() - start };
  };
}

/** Asks what VS Code asks after an edit, in the order in which the server answers. Returns the ms that each answer took. */
function ask(
  { findings, readiness, hints, actions }: Questions,
  markdown: Markdown,
  visible: { readonly start: number; readonly end: number },
  cursor: number,
): Omit<Times, 'edit' | 'total'> {
  let last = performance.now();
  const lap = (_answer: unknown): number => {
    const before = last;
    last = performance.now();
    return last - before;
  };
  return {
    findings: lap(findings(markdown)),
    readiness: lap(readiness(markdown)),
    hints: lap(hints(markdown, visible)),
    actions: lap(actions(markdown, { start: cursor, end: cursor })),
  };
}

/** An offset within a paragraph in the middle of the document, and the offsets of the lines around it. */
function placeToType(text: string): { at: number; visible: { start: number; end: number } } {
  const lines = text.split('\n');
  const { line, character } = SCENARIOS.paragraph.start(lines)().range.start;
  const startOf = (index: number): number =>
    lines.slice(0, Math.max(0, index)).reduce((offset, each) => offset + each.length + 1, 0);
  const visible = {
    start: startOf(line - LINES_AROUND),
    end: Math.min(startOf(line + LINES_AROUND + 1), text.length),
  };
  return { at: startOf(line) + character, visible };
}
