import type { DesignDocument } from '../../document/document.ts';
import { type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import { chunkAt } from '../../markdown/passage.ts';
import { lineRangeAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { completeChoices } from './choices.ts';
import { completeComments, isAfterDirectiveName } from './comments.ts';
import { completeDirectives } from './directives.ts';
import type { Completion, CompletionSources } from './entry.ts';
import { completeFrontMatter, completeTemplateReference } from './front-matter.ts';
import { completeGates } from './gates.ts';
import { completeLevels } from './levels.ts';
import { type CursorContext, isCommentStart, isEmptyItem, isInFrontMatter } from './place.ts';
import { completeSections } from './sections.ts';
import { completeTopics } from './topics.ts';
import { completeWaiver } from './waiver.ts';

/**
 * The completions at the cursor, best first. `trigger` is the character that opened the list automatically. The result
 * is `undefined` where that character has no meaning.
 */
export function complete(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
  known: CompletionSources,
): readonly Completion[] | undefined {
  const { offset } = cursor;
  if (isInFrontMatter(document, offset))
    return (
      completeFields(document, cursor, trigger) ??
      completeFrontMatter(document, cursor, known.templates, trigger)
    );
  if (isInCode(document.markdown, offset)) return undefined;
  if (isCommentStart(cursor)) return completeComments(document, cursor, trigger, known);
  const values = completeFields(document, cursor, trigger) ?? completeGates(document, cursor, trigger);
  if (values || trigger === ':' || trigger === '|') return values;
  if (trigger === ' ' && !/^ {0,3}#{1,6} +$/.test(cursor.before)) return undefined;
  if (trigger === '#' && !/^ {0,3}#{1,6}$/.test(cursor.before)) return undefined;
  if (trigger === '<' || trigger === '!') return undefined;
  const sections = completeSections(document, cursor);
  return sections ? [...sections, ...completeWaiver(document, cursor)] : completeTopics(document, cursor);
}

/**
 * Completions that name a template in a file that is not a design document, once the author has begun such a directive
 * or front matter entry. The cursor's line is blank in `markdown` if a comment begins there.
 */
export function completeInOtherFile(
  markdown: Markdown,
  cursor: CursorContext,
  trigger: string | undefined,
  { templates }: CompletionSources,
): readonly Completion[] | undefined {
  const isBegun =
    /^ {0,3}<!--\s*design-docs/.test(cursor.before) &&
    isCommentStart(cursor) &&
    !isInCode(markdown, cursor.offset);
  const isOpened = trigger === undefined || isAfterDirectiveName(cursor, trigger);
  if (isBegun) return isOpened ? completeDirectives(markdown, cursor, templates) : undefined;
  return completeTemplateReference(markdown, cursor, templates, trigger);
}

function completeFields(
  document: DesignDocument,
  cursor: CursorContext,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  return completeLevels(document, cursor, trigger) ?? completeChoices(document, cursor, trigger);
}

/** Whether an offset is in code, HTML, or a comment. An unclosed block includes the blank lines after it. */
function isInCode(markdown: Markdown, at: number): boolean {
  const chunk = chunkAt(markdown, at);
  if (!chunk) return false;
  const { text, blocks } = chunk.passage;
  const offset = at - chunk.at;
  for (const block of walkBlocks(blocks)) {
    if (block.start >= offset) return false;
    if (block.kind !== 'code' && block.kind !== 'html' && block.kind !== 'comment') continue;
    // A code block does not include its trailing blanks.
    const end = block.kind === 'comment' ? block.end - 1 : lineRangeAt(text, block.end).end;
    if (offset <= end || (isOpenEnded(text, block) && text.slice(block.end, offset).trim() === ''))
      return true;
  }
  return false;
}

function isOpenEnded(text: string, { start, end }: Range): boolean {
  const source = text.slice(start, end);
  if (source.startsWith('<!--')) return !source.endsWith('-->');
  const fence = /^(?:`{3,}|~{3,})/.exec(source)?.[0];
  return fence !== undefined && !new RegExp(`[\\r\\n][ \\t>]*${fence}${fence[0]}*$`).test(source);
}

/**
 * The document as if the author had finished the cursor's line. An unfinished comment would extend over the text that
 * follows, so its line becomes blank. The dash of an empty list item would turn the paragraph above it into a heading,
 * so the item gets a word. Offsets up to the cursor do not change.
 */
export function withFinishedLine(markdown: Markdown, cursor: CursorContext): Markdown {
  const line = isCommentStart(cursor)
    ? ' '.repeat(cursor.before.length + cursor.after.length)
    : isEmptyItem(cursor) && `${cursor.before}x`;
  if (!line) return markdown;
  return markdown.edit([
    { start: cursor.lineStart, end: cursor.offset + cursor.after.length, newText: line },
  ]);
}
