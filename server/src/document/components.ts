import { nonProseIn } from '../markdown/inline.ts';
import { toDocument } from '../markdown/links.ts';
import { leafSource, leavesOf, type Markdown } from '../markdown/markdown.ts';
import { readField, withoutNote } from '../structure/field.ts';
import type { Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { type BoundSection, type DesignDocument, sectionOf } from './document.ts';
import { indexNames, namesIn } from './name-index.ts';

/** A name that a section with `defines-names` in its policy defines, such as the name of a component. */
export interface DefinedName {
  readonly name: string;
  /** The range of the definition in the document. */
  readonly range: Range;
  /** Whether the definition is a code span. */
  readonly isCode: boolean;
}

/** A use of a name in a document, with its range. */
export interface Mention extends Range {
  readonly name: string;
}

/** The names that a document defines, in document order, without the template's own labels and examples. */
export function definedNames(document: DesignDocument): DefinedName[] {
  const { binding } = document;
  const { text } = document.markdown;
  return document.sections.flatMap((bound) => {
    const { known } = bound;
    const section = sectionOf(document, bound);
    if (!section || known.policy['defines-names'] !== true) return [];
    const fromTemplate = new Set([...(known.policy.examples ?? []), ...labelsOf(known)].map(fold));
    const ownSections = section.children.filter((child) => !binding.templates.has(child));
    const headings = ownSections.flatMap(({ heading }) => readName(text, heading));
    return [...entriesOf(text, section), ...headings].filter(({ name }) => !fromTemplate.has(fold(name)));
  });
}

/**
 * Finds the uses of some names in a document: full words in exactly this spelling, in running text and code spans, but
 * not in code blocks, web addresses, and HTML. If names overlap, the longer one counts. A plain word such as `ledger`
 * is found in code spans only, and not at all if it is defined outside a code span.
 */
export function mentionsOf(markdown: Markdown, names: readonly DefinedName[]): Mention[] {
  const findable = new Map(names.filter(isFindable).map(({ name }) => [name, isPlainWord(name)]));
  return findable.size === 0 ? [] : findNames(markdown, findable);
}

/** Finds the uses of names. The value of a name is whether only code spans count. */
function findNames(markdown: Markdown, names: ReadonlyMap<string, boolean>): Mention[] {
  const index = indexNames(names.keys());
  return [...leavesOf(markdown.blocks)].flatMap((leaf) => {
    const source = leafSource(markdown.text, leaf);
    const found = namesIn(source, index);
    if (found.length === 0) return [];
    const { code, markup } = nonProseIn(source, leaf.references);
    const inDocument = toDocument(leaf);
    return found.flatMap(({ name, ...range }) => {
      const meets = (other: Range): boolean => other.start < range.end && range.start < other.end;
      const isExcluded = markup.some(meets) || (names.get(name) === true && !code.some(meets));
      return isExcluded ? [] : [{ name, ...inDocument(range) }];
    });
  });
}

function isFindable({ name, isCode }: DefinedName): boolean {
  return isCode || !isPlainWord(name);
}

/** Whether a name could be an ordinary word: only letters, and no uppercase letter after a lowercase one. */
export function isPlainWord(name: string): boolean {
  return /^\p{L}+$/u.test(name) && !/\p{Ll}\p{Lu}/u.test(name);
}

function labelsOf({ topics }: BoundSection['known']): string[] {
  return topics.filter(({ inTemplate }) => inTemplate).map(({ label }) => label);
}

/** The names in the labels of top-level list items, and in the first column of tables. */
function entriesOf(text: string, { blocks }: Section): DefinedName[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table')
      return block.rows.slice(1).flatMap(({ cells: [cell] }) => (cell ? readName(text, cell) : []));
    if (block.kind !== 'list') return [];
    return block.items.flatMap(({ blocks: [first] }) => {
      const line = first?.kind === 'paragraph' ? first.lines[0] : undefined;
      return line ? readLabel(text, line) : [];
    });
  });
}

/** The name at the start of a line: in a code span, in bold, or before a colon. */
function readLabel(text: string, line: Range): DefinedName[] {
  const source = text.slice(line.start, line.end);
  const emphasized = readEmphasized(source, line.start);
  if (emphasized) return emphasized;
  const label = readField(source)?.label;
  return label === undefined ? [] : named(label, line.start + source.indexOf(label), false);
}

/** The name that is the entire text of a heading or a cell, without a number before it. */
function readName(text: string, { lines }: { readonly lines: readonly Range[] }): DefinedName[] {
  const [line, ...others] = lines;
  if (!line || others.length > 0) return [];
  const source = text.slice(line.start, line.end);
  const number = /^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?/.exec(source)?.[0].length ?? 0;
  const title = source.slice(number);
  const start = line.start + number;
  return readEmphasized(title, start) ?? named(withoutColon(title), start, false);
}

function readEmphasized(source: string, at: number): DefinedName[] | undefined {
  const code = /^[*_]{0,3}`+ ?([^`\n]+?) ?`/.exec(source);
  const bold = /^(?:\*\*|__)((?:(?!__)[^*`\n])+)(?:\*\*|__)/.exec(source)?.[1];
  const name = code?.[1] ?? (bold && withoutColon(bold));
  return name === undefined ? undefined : named(name, at + source.indexOf(name), code !== null);
}

function withoutColon(label: string): string {
  return label.trimEnd().replace(/:$/, '').trimEnd();
}

/** A name without a note in parentheses. Returns an empty list for text with other Markdown, or without letters. */
function named(source: string, start: number, isCode: boolean): DefinedName[] {
  const name = isCode ? source : withoutNote(source.trimEnd());
  if (!/\p{L}/u.test(name) || /[*`<>[\]\\|]/.test(name) || name.includes('  ')) return [];
  return [{ name, range: { start, end: start + name.length }, isCode }];
}
