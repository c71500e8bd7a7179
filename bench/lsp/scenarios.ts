import type { Position } from 'vscode-languageserver-types';
import { type Edit, insertion } from './text.ts';

interface Scenario {
  readonly label: string;
  /** Takes the lines of the document. Each call of the function that it returns gives the next edit. */
  start(lines: readonly string[]): () => Edit;
}

/** Kinds of edits in the middle of a document. */
export const SCENARIOS = {
  paragraph: { label: 'typing in a paragraph', start: typeInParagraph },
  heading: { label: 'typing in a heading', start: typeInHeading },
  newheading: { label: 'typing a new heading', start: typeNewHeading },
  fence: { label: 'opening and removing a fence', start: openFence },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

/**
 * Kinds of edits about which an editor asks what VS Code asks. With `moves`, the edit moves the sections after it to other lines,
 * so that the readiness of the document changes and the server sends it.
 */
export const VSCODE_SCENARIOS = {
  paragraph: { ...SCENARIOS.paragraph, moves: false },
  line: { label: 'breaking and joining a line', start: breakLine, moves: true },
} as const satisfies Record<string, Scenario & { moves: boolean }>;

export type VscodeScenarioName = keyof typeof VSCODE_SCENARIOS;

/** VS Code requests the inlay hints of the visible lines: in the benchmark, this many above and below the cursor. */
export const LINES_AROUND = 25;

const WORDS = ' incremental requirement latency verified budget interface rollout';

function typeInParagraph(lines: readonly string[]): () => Edit {
  const { line, character } = placeInParagraph(lines);
  return typing(line, character);
}

function breakLine(lines: readonly string[]): () => Edit {
  const start = placeInParagraph(lines);
  let isBroken = false;
  return () => {
    isBroken = !isBroken;
    if (isBroken) return insertion(start.line, start.character, '\n');
    return { range: { start, end: { line: start.line + 1, character: 0 } }, text: '' };
  };
}

/** The first space in the second half of a line of prose. */
function placeInParagraph(lines: readonly string[]): Position {
  const line = middlePlace(lines, ({ text }) => isProse(text) && !text.includes('['));
  const text = lines[line] ?? '';
  return { line, character: text.indexOf(' ', text.length >> 1) };
}

function typeInHeading(lines: readonly string[]): () => Edit {
  const line = middlePlace(lines, ({ text }) => /^#{2,4} \S/.test(text));
  return typing(line, lines[line]?.length ?? 0);
}

function typing(line: number, character: number): () => Edit {
  let typed = 0;
  return () => insertion(line, character + typed, WORDS[typed++ % WORDS.length] ?? '');
}

function typeNewHeading(lines: readonly string[]): () => Edit {
  const text = '\n## New section\n\n';
  let line = blankPlace(lines);
  let character = 0;
  let typed = 0;
  return () => {
    const letter = text[typed++ % text.length] ?? '';
    const edit = insertion(line, character, letter);
    if (letter === '\n') line++;
    character = letter === '\n' ? 0 : character + 1;
    return edit;
  };
}

/** The worst case for one edit: it turns all text after it into code, and code into text. */
function openFence(lines: readonly string[]): () => Edit {
  const line = blankPlace(lines);
  let isOpen = false;
  return () => {
    isOpen = !isOpen;
    if (isOpen) return insertion(line, 0, '\n```');
    return { range: { start: { line, character: 0 }, end: { line: line + 1, character: 3 } }, text: '' };
  };
}

interface Line {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** A blank line between two paragraphs. */
function blankPlace(lines: readonly string[]): number {
  return middlePlace(lines, ({ text, before, after }) => text === '' && isProse(before) && isProse(after));
}

function isProse(text: string): boolean {
  return /^[A-Z][^|<>`]{40,}\.$/.test(text);
}

/** The wanted line that is nearest to the middle of the document and outside of fences. Throws if there is none. */
function middlePlace(lines: readonly string[], isWanted: (line: Line) => boolean): number {
  let inFence = false;
  const middle = lines.length >> 1;
  let best: number | undefined;
  for (const [index, text] of lines.entries()) {
    if (text.startsWith('```')) inFence = !inFence;
    const isNearer = best === undefined || Math.abs(index - middle) < Math.abs(best - middle);
    if (inFence || !isNearer) continue;
    if (isWanted({ text, before: lines[index - 1] ?? '', after: lines[index + 1] ?? '' })) best = index;
  }
  if (best === undefined) throw new Error('The document has no line for this scenario.');
  return best;
}
