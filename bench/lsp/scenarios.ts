import { type Edit, insertion } from './text.ts';

/** What somebody does in the middle of a document; each call of what these give is the next edit. */
export const SCENARIOS = {
  paragraph: { label: 'typing in a paragraph', start: typeInParagraph },
  heading: { label: 'typing in a heading', start: typeInHeading },
  newheading: { label: 'typing a new heading', start: typeNewHeading },
  fence: { label: 'opening a fence, and taking it away', start: openFence },
} as const satisfies Record<string, { label: string; start(lines: readonly string[]): () => Edit }>;

export type ScenarioName = keyof typeof SCENARIOS;

const WORDS = ' incremental requirement latency verified budget interface rollout';

function typeInParagraph(lines: readonly string[]): () => Edit {
  const line = middlePlace(lines, ({ text }) => isProse(text) && !text.includes('['));
  const text = lines[line] ?? '';
  return typing(line, text.indexOf(' ', text.length >> 1));
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

/** The worst that one edit can do: all that follows is read otherwise, text as code and code as text. */
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

/** The line nearest to the middle that is wanted and stands in no fence. Throws if there is none. */
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
  if (best === undefined) throw new Error('The document has no place for this scenario.');
  return best;
}
