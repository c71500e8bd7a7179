import {
  type BoundSection,
  boundOf,
  type DesignDocument,
  isDone,
  sectionOf,
} from '../../document/document.ts';
import type { Section } from '../../structure/sections.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import { overlaps, type TextEdit } from '../../text/range.ts';
import type { Action, Offer } from './action.ts';
import { isTemplatesAlone } from './templates-alone.ts';

const WAIVER = 'Not applicable: ';

/** On the heading of a required or recommended section that is not written: mark it as not applicable. The author adds the reason. */
export const offerWaiver: Offer = (document, within) =>
  document.sections.flatMap((bound): Action[] => {
    const section = sectionOf(document, bound);
    if (!section || bound.need === 'none' || !overlaps(section.heading, within)) return [];
    const edits = waive(document, section);
    return edits.length > 0 ? [{ kind: 'quickfix', title: 'Mark as not applicable', edits }] : [];
  });

/** The edit that waives a section. It keeps the author's text below the waiver and removes the template's text. */
export function waive(document: DesignDocument, section: Section): TextEdit[] {
  const bound = boundOf(document, section);
  if (!bound || !isOpen(document, bound)) return [];
  const { markdown } = document;
  const { text } = markdown;
  const lineBreak = lineBreakOf(text);
  const { end: start } = lineRangeAt(text, section.heading.end);
  const last = section.blocks.findLast(({ kind }) => kind !== 'break')?.end ?? start;
  const isPlain = bound.state === 'unwritten' && section.children.length === 0;
  const end = isPlain && isTemplatesAlone(markdown, section.blocks, { start, end: last }) ? last : start;
  // Without a blank line, the next line would be part of the paragraph.
  const next = nextLine(text, end);
  const gap = isBlank(text, next) ? '' : lineBreak;
  const isSpaced = section.blocks.length > 0 && isBlank(text, nextLine(text, start));
  const above = isSpaced ? lineBreak + lineBreak : lineBreak;
  return [{ start, end, newText: above + WAIVER + gap, cursor: above.length + WAIVER.length }];
}

/** The section of the level field decides which sections apply, so it cannot be waived itself. */
function isOpen({ template }: DesignDocument, bound: BoundSection): boolean {
  const isLevels = template.levelField !== undefined && template.levelField.section === bound.known;
  return !isLevels && !isDone(bound);
}

function isBlank(text: string, offset: number): boolean {
  return text.slice(offset, lineRangeAt(text, offset).end).trim() === '';
}
