import { nonProseIn } from '../markdown/inline.ts';
import { toDocument } from '../markdown/links.ts';
import { leafSource, leavesOf, type Markdown } from '../markdown/markdown.ts';
import { readField, withoutNote } from '../structure/field.ts';
import type { Section } from '../structure/sections.ts';
import { fold } from '../text/fold.ts';
import type { Range } from '../text/range.ts';
import { type BoundSection, type DesignDocument, sectionOf } from './document.ts';
import { indexNames, namesIn } from './name-index.ts';

/** A name that a section with `defines-names` gives to something, such as a component, and where it does. */
export interface DefinedName {
  readonly name: string;
  readonly range: Range;
  /** Whether it stands between code ticks there. */
  readonly isCode: boolean;
}

/** A place where a document uses one of its names. */
export interface Mention extends Range {
  readonly name: string;
}

/** The names that a document defines, in document order; what the template itself says there is none. */
export function definedNames(document: DesignDocument): DefinedName[] {
  const { binding } = document;
  const { text } = document.markdown;
  return document.sections.flatMap((bound) => {
    const { known } = bound;
    const section = sectionOf(document, bound);
    if (!section || known.policy['defines-names'] !== true) return [];
    const templates = new Set([...(known.policy.examples ?? []), ...labelsOf(known)].map(fold));
    const own = section.children.filter((child) => !binding.templates.has(child));
    return [...entriesOf(text, section), ...own.flatMap(({ heading }) => readWhole(text, heading))].filter(
      ({ name }) => !templates.has(fold(name)),
    );
  });
}

/**
 * Where a document uses some names: whole words in exactly this spelling, in running text and between code ticks, not
 * in code blocks, addresses and HTML. Where names overlap the longer one counts. A plain word such as `ledger` is
 * found between ticks only, and not at all if it is defined without them.
 */
export function mentionsOf(markdown: Markdown, names: readonly DefinedName[]): Mention[] {
  const known = new Map(names.filter(isFindable).map(({ name }) => [name, isPlainWord(name)]));
  return known.size === 0 ? [] : findNames(markdown, known);
}

/** Where these names are used; those that are marked count between code ticks alone. */
function findNames(markdown: Markdown, names: ReadonlyMap<string, boolean>): Mention[] {
  const index = indexNames(names.keys());
  return [...leavesOf(markdown.blocks)].flatMap((leaf) => {
    const source = leafSource(markdown.text, leaf);
    const found = namesIn(source, index);
    if (found.length === 0) return [];
    const { code, markup: unread } = nonProseIn(source, leaf.references);
    const inDocument = toDocument(leaf);
    return found.flatMap(({ name, ...at }) => {
      const meets = (other: Range): boolean => other.start < at.end && at.start < other.end;
      const isLeft = unread.some(meets) || (names.get(name) === true && !code.some(meets));
      return isLeft ? [] : [{ name, ...inDocument(at) }];
    });
  });
}

function isFindable({ name, isCode }: DefinedName): boolean {
  return isCode || !isPlainWord(name);
}

/** One word as any text may have it: letters alone, and no capital behind a small one. */
export function isPlainWord(name: string): boolean {
  return /^\p{L}+$/u.test(name) && !/\p{Ll}\p{Lu}/u.test(name);
}

function labelsOf({ topics }: BoundSection['known']): string[] {
  return topics.filter(({ inTemplate }) => inTemplate).map(({ label }) => label);
}

/** The labels of top-level list items, and the first column of tables. */
function entriesOf(text: string, { blocks }: Section): DefinedName[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'table')
      return block.rows.slice(1).flatMap(({ cells: [cell] }) => (cell ? readWhole(text, cell) : []));
    if (block.kind !== 'list') return [];
    return block.items.flatMap(({ blocks: [first] }) => {
      const line = first?.kind === 'paragraph' ? first.lines[0] : undefined;
      return line ? readLabel(text, line) : [];
    });
  });
}

/** The name with which a line begins: between ticks, in bold, or up to a colon. */
function readLabel(text: string, line: Range): DefinedName[] {
  const source = text.slice(line.start, line.end);
  const emphasised = readEmphasised(source, line.start);
  if (emphasised) return emphasised;
  const label = readField(source)?.label;
  return label === undefined ? [] : named(label, line.start + source.indexOf(label), false);
}

/** The name that a heading or a cell is, without a number in front of it. */
function readWhole(text: string, { lines }: { readonly lines: readonly Range[] }): DefinedName[] {
  const [line, ...others] = lines;
  if (!line || others.length > 0) return [];
  const source = text.slice(line.start, line.end);
  const number = /^\s*(?:\d+(?:\.\d+)*[.)]?\s+)?/.exec(source)?.[0].length ?? 0;
  const rest = source.slice(number);
  return readEmphasised(rest, line.start + number) ?? named(withoutColon(rest), line.start + number, false);
}

function readEmphasised(source: string, at: number): DefinedName[] | undefined {
  const code = /^[*_]{0,3}`+ ?([^`\n]+?) ?`/.exec(source);
  const bold = /^(?:\*\*|__)((?:(?!__)[^*`\n])+)(?:\*\*|__)/.exec(source)?.[1];
  const name = code?.[1] ?? (bold && withoutColon(bold));
  return name === undefined ? undefined : named(name, at + source.indexOf(name), code !== null);
}

function withoutColon(label: string): string {
  return label.trimEnd().replace(/:$/, '').trimEnd();
}

/** A note in brackets is no part of a name; what holds other Markdown is none. */
function named(source: string, start: number, isCode: boolean): DefinedName[] {
  const name = isCode ? source : withoutNote(source.trimEnd());
  if (!/\p{L}/u.test(name) || /[*`<>[\]\\|]/.test(name) || name.includes('  ')) return [];
  return [{ name, range: { start, end: start + name.length }, isCode }];
}
