import type { Block, Leaf } from '../markdown/blocks.ts';
import { leavesOf } from '../markdown/markdown.ts';
import type { Range } from '../text/range.ts';

/** The words in brackets that a template's text holds for the author to replace: `[specific value]`, `<who pays>`. */
export function bracketsOf(text: string, blocks: readonly Block[]): ReadonlySet<string> {
  const leaves = [...leavesOf(blocks)].filter(({ kind }) => kind !== 'heading');
  return new Set(
    leaves.flatMap((leaf) => bracketsIn(text, leaf).map(({ start, end }) => text.slice(start, end))),
  );
}

/** Where a leaf holds several words in brackets that are neither code, a link nor a tag. */
export function bracketsIn(text: string, { lines, references }: Leaf): Range[] {
  return lines.flatMap((line) =>
    [...text.slice(line.start, line.end).matchAll(BRACKETS)].flatMap(({ 1: words, index }) => {
      const label = words?.startsWith('[') ? words.slice(1, -1).trim().toUpperCase() : undefined;
      if (words === undefined || (label !== undefined && Object.keys(references).includes(label))) return [];
      const start = line.start + index;
      return [{ start, end: start + words.length }];
    }),
  );
}

/** Code and links first, so that nothing in them counts. */
const BRACKETS =
  /`[^`]*`|\[[^[\]]*\][([:][^)\]]*|(<[a-z][^<>=:\s]* [^<>=]*>|\{[a-z][^{}\s]* [^{}]*\}|\[[a-z][^[\]\s]* [^[\]]*\])/giu;
