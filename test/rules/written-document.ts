import { readFileSync } from 'node:fs';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { readOutline } from '../../server/src/structure/sections.ts';
import { TECHNICAL_DESIGN } from '../support/engine.ts';

/** A finished document at production. It has every section of the template, in order. */
export const WRITTEN = readFileSync(new URL('../fixtures/written.md', import.meta.url), 'utf8');

export const TITLES: readonly string[] = TECHNICAL_DESIGN.sections.map(({ title }) => title);

export function atLevel(level: string, text = WRITTEN): string {
  return text.replace(/(?<=Quality Level: ).*/, level);
}

/** The finished document with everything that the level requires beyond production. */
export function finishedAt(level: string): string {
  const text = atLevel(level);
  if (level !== 'secure') return text;
  return text
    .replace('the linter is clean,', (words) => `${words} the security scans find nothing,`)
    .replace(/(?=Support staff may refund)/, SECURED);
}

const SECURED =
  'The threat model covers the worker. Images are hardened, roles follow least privilege, and refunds are audited. ';

/** The sections of rank 2, each with its marker, and the text before the first one. */
export function partsOf(text: string): { readonly head: string; readonly sections: readonly string[] } {
  const { sections } = readOutline(parseMarkdown(text));
  const tops = sections.filter(({ rank }) => rank === 2);
  return {
    head: text.slice(0, tops[0]?.start),
    sections: tops.map(({ start, end }) => text.slice(start, end)),
  };
}

/** The document without one section, by its title. */
export function without(text: string, title: string): string {
  const { head, sections } = partsOf(text);
  return head + sections.filter((section) => !section.includes(`## ${title}\n`)).join('');
}

/** The document with another heading line for one section. */
export function withHeading(text: string, title: string, heading: string): string {
  return text.replace(`## ${title}\n`, () => `${heading}\n`);
}
