import type { Block, Comment, Leaf } from '../markdown/blocks.ts';
import { leafSource } from '../markdown/markdown.ts';
import { isTagOrAddress } from '../structure/brackets.ts';
import { readField } from '../structure/field.ts';
import type { Wordings } from '../template/wording.ts';
import type { Range } from '../text/range.ts';

/** A word or text in brackets that stands for text still to be written; see docs/reference.md, "Placeholders". */
export interface Placeholder extends Range {
  /** The source of the placeholder, including brackets. */
  readonly word: string;
}

/** Whether a text begins with `TODO`, `TBD`, or a similar word, or is `<words>`, `{words}`, or `[words]`. */
export function isPlaceholder(source: string): boolean {
  return findAtStart(source, 0) !== undefined;
}

/**
 * The placeholders in a leaf, in document offsets: the one at its start, otherwise those at the start of a field's
 * value. A table cell such as `<error>` may be a value, so brackets in cells count only if the template has the same
 * cell.
 */
export function leafPlaceholders(text: string, leaf: Leaf, template: Wordings): Placeholder[] {
  const source = leafSource(text, leaf);
  if (!MAYBE.test(source)) return [];
  if (leaf.kind === 'cell' && BRACKETS.test(source) && !template.includes(source)) return [];
  const { references } = leaf;
  const found = findAtStart(source, leaf.lines[0]?.start ?? leaf.start, references);
  if (found) return [found];
  return leaf.lines.flatMap((line) => {
    const field = readField(text.slice(line.start, line.end));
    return (field && findAtStart(field.value, line.start + field.valueStart, references)) ?? [];
  });
}

/** The placeholder at the start of a comment or an HTML block: `<!-- TODO: … -->`, `<Feature name>`. */
export function blockPlaceholder(text: string, block: Block): Placeholder | undefined {
  if (block.kind === 'comment') return commentPlaceholder(text, block);
  return block.kind === 'html' ? findAtStart(text.slice(block.start, block.end), block.start) : undefined;
}

/** The placeholder word at the start of a comment, which makes the comment content; `undefined` for other comments. */
export function commentPlaceholder(text: string, comment: Comment): Placeholder | undefined {
  const body = text.slice(comment.body.start, comment.body.end);
  const match = WORD.exec(body);
  return match ? placeholderAt(match, comment.body.start) : undefined;
}

/** A placeholder word at the start of a text, except before a noun: “TODO app”, “TBD values”. */
const WORD =
  /^\s*(?:\[[ x]\]\s+)?[*_]{0,3}(?!(?:TODO|TBD) (?:apps?|items?|values|entries|comments|markers|MVC|lists?(?! (?:of|all|the|each|every|what|which)\b))(?![\p{L}:-]))(TBD|TODO|FIXME|XXX|\?\?\?|[Ll]orem [Ii]psum|LOREM IPSUM)(?=$|[\s:;,!?()*_\u2026\u2013\u2014]|\.(?:\s|$|\.))/u;
/** A quick check: text that does not match has no placeholder. */
const MAYBE = /[<{[]|TBD|TODO|FIXME|XXX|\?\?\?|lorem/i;
const BRACKETS =
  /^[*_]{0,3}(<([A-Za-z][^<>\n]*)>|\{[A-Za-z][^{}\n]+\}|\[([A-Za-z][^[\]\n]+)\])[*_]{0,3}[.]?$/;

/** `offset` is the offset of `source` in the document. `references` decide whether `[words]` is a link. */
function findAtStart(
  source: string,
  offset: number,
  references: Leaf['references'] = {},
): Placeholder | undefined {
  const word = WORD.exec(source);
  if (word) return placeholderAt(word, offset);
  const brackets = BRACKETS.exec(source);
  if (!brackets) return undefined;
  const [, , tag, label] = brackets;
  if (tag && isTagOrAddress(tag)) return undefined;
  if (label && Object.hasOwn(references, label.trim().toUpperCase())) return undefined;
  return placeholderAt(brackets, offset);
}

function placeholderAt(match: RegExpExecArray, offset: number): Placeholder {
  const word = match[1] as string;
  const start = offset + match.index + match[0].indexOf(word);
  return { word, start, end: start + word.length };
}
