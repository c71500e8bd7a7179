import type { DesignDocument } from '../../document/document.ts';
import { type Markdown, walkBlocks } from '../../markdown/markdown.ts';
import { chunkAt } from '../../markdown/passage.ts';
import { lineRangeAt } from '../../text/lines.ts';
import type { Range } from '../../text/range.ts';
import { completeChoices } from './choices.ts';
import { completeComments, isBehindName } from './comments.ts';
import { completeDirectives } from './directives.ts';
import type { Completion, Known } from './entry.ts';
import { completeFrontMatter, completeNaming } from './front-matter.ts';
import { completeGates } from './gates.ts';
import { completeLevels } from './levels.ts';
import { isEmptyItem, isInFrontMatter, isMarkerStart, type Place } from './place.ts';
import { completeSections } from './sections.ts';
import { completeTopics } from './topics.ts';
import { completeWaiver } from './waiver.ts';

/**
 * What can be inserted at a place, best first. `trigger` is the character that opened the list by itself; where that
 * character means nothing to this tool the answer is `undefined`.
 */
export function complete(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
  known: Known,
): readonly Completion[] | undefined {
  const { offset } = place;
  if (isInFrontMatter(document, offset))
    return (
      completeFields(document, place, trigger) ??
      completeFrontMatter(document, place, known.templates, trigger)
    );
  if (isInCode(document.markdown, offset)) return undefined;
  if (isMarkerStart(place)) return completeComments(document, place, trigger, known);
  const values = completeFields(document, place, trigger) ?? completeGates(document, place, trigger);
  if (values || trigger === ':' || trigger === '|') return values;
  if (trigger === ' ' && !/^ {0,3}#{1,6} +$/.test(place.before)) return undefined;
  if (trigger === '#' && !/^ {0,3}#{1,6}$/.test(place.before)) return undefined;
  if (trigger === '<' || trigger === '!') return undefined;
  const sections = completeSections(document, place);
  return sections ? [...sections, ...completeWaiver(document, place)] : completeTopics(document, place);
}

/** What a file that is no design document can say of itself, once it has begun to; the line of a comment is blank. */
export function completeElsewhere(
  markdown: Markdown,
  place: Place,
  trigger: string | undefined,
  { templates }: Known,
): readonly Completion[] | undefined {
  const isBegun =
    /^ {0,3}<!--\s*design-docs/.test(place.before) &&
    isMarkerStart(place) &&
    !isInCode(markdown, place.offset);
  const isOpened = trigger === undefined || isBehindName(place, trigger);
  if (isBegun) return isOpened ? completeDirectives(markdown, place, templates) : undefined;
  return completeNaming(markdown, place, templates, trigger);
}

function completeFields(
  document: DesignDocument,
  place: Place,
  trigger: string | undefined,
): readonly Completion[] | undefined {
  return completeLevels(document, place, trigger) ?? completeChoices(document, place, trigger);
}

/** Code, HTML and comments; what lacks its end holds the blank lines behind it too. */
function isInCode(markdown: Markdown, at: number): boolean {
  const chunk = chunkAt(markdown, at);
  if (!chunk) return false;
  const { text, blocks } = chunk.passage;
  const offset = at - chunk.at;
  for (const block of walkBlocks(blocks)) {
    if (block.start >= offset) return false;
    if (block.kind !== 'code' && block.kind !== 'html' && block.kind !== 'comment') continue;
    // Blanks at the end of code are no part of its block.
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
 * The document as if the author were done with the line of the cursor. An unfinished comment would take in all that
 * follows, so its line is blank; an empty item below a paragraph is none yet, and its dash would make the paragraph a
 * heading, so it gets a word. Up to the cursor, offsets stay as they are.
 */
export function asMeant(markdown: Markdown, place: Place): Markdown {
  const line = isMarkerStart(place)
    ? ' '.repeat(place.before.length + place.after.length)
    : isEmptyItem(place) && `${place.before}x`;
  if (!line) return markdown;
  return markdown.edit([{ start: place.lineStart, end: place.offset + place.after.length, newText: line }]);
}
