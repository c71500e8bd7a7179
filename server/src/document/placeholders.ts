import type { Block, Comment, Leaf } from '../markdown/blocks.ts';
import { leafSource } from '../markdown/markdown.ts';
import { isTagOrAddress } from '../structure/brackets.ts';
import { readField } from '../structure/field.ts';
import type { Wordings } from '../template/wording.ts';
import type { Range } from '../text/range.ts';

/** A word or bracketed text in place of text that is still to be written; see docs/reference.md, "Placeholders". */
export interface Placeholder extends Range {
  readonly word: string;
}

/** `TODO`, `TBD` and their like where they begin the text, or `<words>`, `{words}`, `[words]` if they are all of it. */
export function isPlaceholder(source: string): boolean {
  return findAtStart(source, 0) !== undefined;
}

/**
 * The placeholders in the running text of a leaf: at its beginning, or where a label's value begins. A cell such as
 * `<error>` may well be a value, and counts in brackets only if the template has it.
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

/** The placeholder with which a comment or an HTML block begins: `<!-- TODO: … -->`, `<Feature name>`. */
export function blockPlaceholder(text: string, block: Block): Placeholder | undefined {
  if (block.kind === 'comment') return commentPlaceholder(text, block);
  return block.kind === 'html' ? findAtStart(text.slice(block.start, block.end), block.start) : undefined;
}

/** A comment that says that something is still to be decided; other comments are no content. */
export function commentPlaceholder(text: string, comment: Comment): Placeholder | undefined {
  const body = text.slice(comment.body.start, comment.body.end);
  const match = WORD.exec(body);
  return match ? placed(match, comment.body.start) : undefined;
}

/** Words behind `TODO` that make it a noun: a TODO app, and TBD values. */
const WORD =
  /^\s*(?:\[[ x]\]\s+)?[*_]{0,3}(?!(?:TODO|TBD) (?:apps?|items?|values|entries|comments|markers|MVC|lists?(?! (?:of|all|the|each|every|what|which)\b))(?![\p{L}:-]))(TBD|TODO|FIXME|XXX|\?\?\?|[Ll]orem [Ii]psum|LOREM IPSUM)(?=$|[\s:;,!?()*_\u2026\u2013\u2014]|\.(?:\s|$|\.))/u;
/** What has none of these has no placeholder, which is most of what is looked at. */
const MAYBE = /[<{[]|TBD|TODO|FIXME|XXX|\?\?\?|lorem/i;
const BRACKETS =
  /^[*_]{0,3}(<([A-Za-z][^<>\n]*)>|\{[A-Za-z][^{}\n]+\}|\[([A-Za-z][^[\]\n]+)\])[*_]{0,3}[.]?$/;

/** `offset` is where `source` begins in the text; `references` tell whether `[words]` is a link's label. */
function findAtStart(
  source: string,
  offset: number,
  references: Leaf['references'] = {},
): Placeholder | undefined {
  const word = WORD.exec(source);
  if (word) return placed(word, offset);
  const brackets = BRACKETS.exec(source);
  if (!brackets) return undefined;
  const [, , tag, label] = brackets;
  if (tag && isTagOrAddress(tag)) return undefined;
  if (label && Object.hasOwn(references, label.trim().toUpperCase())) return undefined;
  return placed(brackets, offset);
}

function placed(match: RegExpExecArray, offset: number): Placeholder {
  const word = match[1] as string;
  const start = offset + match.index + match[0].indexOf(word);
  return { word, start, end: start + word.length };
}
