import type { Heading } from '../markdown/blocks.ts';
import { plainText } from '../markdown/inline.ts';
import { leafSource } from '../markdown/markdown.ts';
import { foldHeading } from '../text/fold.ts';
import type { Range } from '../text/range.ts';

/** A heading of a template; see docs/reference.md, "Optional and repeating sections". */
export interface TemplateHeading {
  /** The text without notes such as `(optional)`. Placeholders are as in the template. */
  readonly title: string;
  /** The folded title, for comparisons. */
  readonly name: string;
  /** Whether the heading itself says that the section is optional. */
  readonly isOptional: boolean;
  /**
   * Matches the folded headings that fit a heading with placeholders; `undefined` for a heading without placeholders.
   */
  readonly pattern: RegExp | undefined;
}

/** Removes what templates append to a heading: `(optional)`, `[optional]`, `{#anchor}`. */
export function withoutNotes(title: string): string {
  // Few headings have brackets, and the regular expressions below are not free.
  if (!/[)\]}]/.test(title)) return title.trim();
  return title.replace(ATTRIBUTES, '').replace(NOTE, '').trim();
}

/** The name by which headings of templates and documents are compared: folded, without notes. */
export function headingName(title: string): string {
  return foldHeading(withoutNotes(title));
}

/** Reads a heading of a template. `text` is the text that the offsets of `heading` are in. */
export function readTemplateHeading(text: string, heading: Heading): TemplateHeading {
  const source = leafSource(text, heading).replace(ATTRIBUTES, '');
  const plain = plainText(source, heading.references);
  // Compiling the regular expression for notes takes a millisecond, and few headings have brackets.
  const isOptional =
    (/[([]/.test(plain) && OPTIONAL_NOTE.test(plain)) ||
    source.match(/<!--[^>]*/g)?.some(isOptionalComment) === true;
  const words = withoutNotes(
    source.replace(/<!--.*?(?:-->|$)/gs, (comment) =>
      comment.endsWith('-->') && isOptionalComment(comment) ? '' : comment,
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

/** The ranges of the placeholders in a template's heading, in `text`. Headings of several lines have none. */
export function headingPlaceholders(text: string, heading: Heading): Range[] {
  const [line] = heading.lines;
  if (!line || heading.lines.length > 1) return [];
  return [...text.slice(line.start, line.end).matchAll(PLACEHOLDER)]
    .filter(([, placeholder]) => placeholder !== undefined && !isLink(placeholder, heading))
    .map(({ 0: match, index }) => ({ start: line.start + index, end: line.start + index + match.length }));
}

/** A pattern for folded headings that begin with `name`, with any numbers in place of its numbers. */
export function numberedPattern(name: string): RegExp {
  const stem = name.replace(/(?<![^\p{L}\p{N}])[^\p{L}\p{N}]+$/u, '');
  return new RegExp(`^${escaped(stem).replace(/\d+/g, '\\d+')}(?!\\d)`, 'u');
}

/** Whether a comment contains the word "optional" before the first angle bracket. */
function isOptionalComment(comment: string): boolean {
  return /^<!--[^>]*\boptional\b/i.test(comment);
}

const ATTRIBUTES = /\{[#.][^{}]*\}\s*$/;
/** How a note at the end of a heading begins if it makes the section optional. */
const OPTIONAL =
  'optional|include (?:if|when)|(?:if|when|where) (?:applicable|relevant|needed|necessary|any)|as needed|adapt';
const NOTE = noteOf(`${OPTIONAL}|mandatory|required`, '[*_]{0,2}');
const OPTIONAL_NOTE = noteOf(OPTIONAL);
/**
 * Matches code spans first, so that nothing inside them matches, then placeholders. An ellipsis is a placeholder,
 * except after a comma, where it ends a list.
 */
const PLACEHOLDER =
  /`[^`]*`|(<!--(?:(?!<!--|-->).)*-->|\\?<[^<>]+>|\{\{[^{}]+\}\}|\{[^{}]+\}|\\?\[[^[\]]+\](?![([])|(?<!, ?)(?:\.{3}\u200B?|\u2026))/g;

/** Encloses each placeholder in U+E000 and U+E001. */
function markPlaceholders(source: string, heading: Heading): string {
  return source.replace(PLACEHOLDER, (match, placeholder: string | undefined) => {
    if (placeholder === undefined || isLink(placeholder, heading)) return match;
    return `\uE000${placeholder.replace(/^\\|\\(?=[<>[\]])/g, '')}\uE001`;
  });
}

/** Whether `[words]` is a link, because the template defines the label. */
function isLink(placeholder: string, { references }: Heading): boolean {
  const label = /^\[(.*)\]$/.exec(placeholder)?.[1];
  return label !== undefined && Object.hasOwn(references, label.trim().toUpperCase());
}

/**
 * Builds the pattern for a name with marked placeholders. The text between two placeholders matches its first
 * occurrence only, without backtracking, because trying all occurrences in a long heading would take too long.
 */
function patternOf(name: string): RegExp {
  const [first = '', ...parts] = name
    .split(/\uE000[^\uE000\uE001]*\uE001/)
    .map((part) => escaped(part).replace(/\d+/g, '\\d+'));
  // After a placeholder, one digit is enough: the placeholder could match the others in many ways.
  const last = parts.pop()?.replace(/^\\d\+/, '\\d');
  const between = parts
    .map((part, index) => `(?=(.+?${part.replace(/^\\d\+(?!$)/, '\\d')}))\\${index + 1}`)
    .join('');
  return new RegExp(`^${first}${between}.+${last}$`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** A note in brackets or parentheses at the end of a heading that starts with one of `beginnings`. */
function noteOf(beginnings: string, before = ''): RegExp {
  return new RegExp(
    String.raw`${before}[([]\s*(?:${beginnings})\b(?:[^()[\]]|[([][^()[\]]*[)\]])*[)\]][^\p{L}\p{N}]*$`,
    'iu',
  );
}
