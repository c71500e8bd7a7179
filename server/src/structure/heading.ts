import type { Heading } from '../markdown/blocks.ts';
import { plainText } from '../markdown/inline.ts';
import { leafSource } from '../markdown/markdown.ts';
import { foldHeading } from '../text/fold.ts';
import type { Range } from '../text/range.ts';

/** What a template's heading says; see docs/reference.md, "Optional and repeating sections". */
export interface HeadingReading {
  /** The words, without notes such as `(optional)`; placeholders as the template writes them. */
  readonly title: string;
  readonly name: string;
  readonly isOptional: boolean;
  /** The folded headings that a placeholder stands for; `undefined` if there is none in it. */
  readonly pattern: RegExp | undefined;
}

/** A heading's words without what templates append to them: `(optional)`, `[optional]`, `{#anchor}`. */
export function withoutNotes(title: string): string {
  // Hardly any heading has a bracket, and the expressions below are not free.
  if (!/[)\]}]/.test(title)) return title.trim();
  return title.replace(ATTRIBUTES, '').replace(NOTE, '').trim();
}

/** A heading as it is compared, whoever wrote it: folded, without notes. */
export function headingName(title: string): string {
  return foldHeading(withoutNotes(title));
}

export function readTemplateHeading(text: string, heading: Heading): HeadingReading {
  const source = leafSource(text, heading).replace(ATTRIBUTES, '');
  const plain = plainText(source, heading.references);
  // The note's expression takes a millisecond to make, and hardly any heading has a bracket.
  const isOptional =
    (/[([]/.test(plain) && OPTIONAL_NOTE.test(plain)) ||
    source.match(/<!--[^>]*/g)?.some(saysOptional) === true;
  const words = withoutNotes(
    source.replace(/<!--.*?(?:-->|$)/gs, (comment) =>
      comment.endsWith('-->') && saysOptional(comment) ? '' : comment,
    ),
  );
  const marked = markPlaceholders(words, heading);
  const name = headingName(plainText(marked, heading.references));
  const shown = marked.replace(/\uE000([^\uE000\uE001]*)\uE001/g, (_, inner: string) =>
    inner.replace(/^<!--(.*)-->$/, (_, words: string) => `<${words.trim()}>`).replace(/[<>[\]{}]/g, '\\$&'),
  );
  return {
    title: withoutNotes(plainText(shown, heading.references)),
    name,
    isOptional,
    pattern: marked === words ? undefined : patternOf(name),
  };
}

/** Where the placeholders of a template's heading stand, as offsets into the text; none in a heading of its own. */
export function headingPlaceholders(text: string, heading: Heading): Range[] {
  const [line] = heading.lines;
  if (!line || heading.lines.length > 1) return [];
  return [...text.slice(line.start, line.end).matchAll(PLACEHOLDER)]
    .filter(([, placeholder]) => placeholder !== undefined && !isLink(placeholder, heading))
    .map(({ 0: whole, index }) => ({ start: line.start + index, end: line.start + index + whole.length }));
}

/** The pattern of headings that differ from this one only in their numbers. */
export function numberedPattern(name: string): RegExp {
  const stem = name.replace(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, '');
  return new RegExp(`^${escaped(stem).replace(/\d+/g, '\\d+')}(?!\\d)`, 'u');
}

/** Whether a comment says so in front of the first angle bracket. */
function saysOptional(comment: string): boolean {
  return /^<!--[^>]*\boptional\b/i.test(comment);
}

const ATTRIBUTES = /\{[#.][^{}]*\}\s*$/;
/** What a note in brackets behind a heading may begin with. */
const MAY_LACK =
  'optional|include (?:if|when)|(?:if|when|where) (?:applicable|relevant|needed|necessary|any)|as needed|adapt';
const NOTE = noteOf(`${MAY_LACK}|mandatory|required`, '[*_]{0,2}');
const OPTIONAL_NOTE = noteOf(MAY_LACK);
/** Code first, so that nothing in it counts; then what stands for words of the author's. A list may end in dots. */
const PLACEHOLDER =
  /`[^`]*`|(<!--(?:(?!<!--|-->).)*-->|\\?<[^<>]+>|\{\{[^{}]+\}\}|\{[^{}]+\}|\\?\[[^[\]]+\](?![([])|(?<!, ?)(?:\.{3}\u200B?|\u2026))/g;

/** Puts marks around placeholders. */
function markPlaceholders(source: string, heading: Heading): string {
  return source.replace(PLACEHOLDER, (whole, placeholder: string | undefined) => {
    if (placeholder === undefined || isLink(placeholder, heading)) return whole;
    return `\uE000${placeholder.replace(/^\\|\\(?=[<>[\]])/g, '')}\uE001`;
  });
}

/** A label in brackets that the document defines. */
function isLink(placeholder: string, { references }: Heading): boolean {
  const label = /^\[(.*)\]$/.exec(placeholder)?.[1];
  return label !== undefined && Object.hasOwn(references, label.trim().toUpperCase());
}

/** Words between two placeholders stand for the first ones like them, lest a long heading is tried in every way. */
function patternOf(name: string): RegExp {
  const [first = '', ...parts] = name
    .split(/\uE000[^\uE000\uE001]*\uE001/)
    .map((part) => escaped(part).replace(/\d+/g, '\\d+'));
  // Behind a placeholder one digit does for several, which the placeholder would take in every way.
  const last = parts.pop()?.replace(/^\\d\+/, '\\d');
  const between = parts
    .map((part, index) => `(?=(.+?${part.replace(/^\\d\+(?!$)/, '\\d')}))\\${index + 1}`)
    .join('');
  return new RegExp(`^${first}${between}.+${last}$`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

function noteOf(beginnings: string, before = ''): RegExp {
  return new RegExp(
    String.raw`${before}[([]\s*(?:${beginnings})\b(?:[^()[\]]|[([][^()[\]]*[)\]])*[)\]][^\p{L}\p{N}]*$`,
    'iu',
  );
}
