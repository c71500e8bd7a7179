import { type BoundSection, boundAt, type DesignDocument, sectionOf } from '../../document/document.ts';
import { headingStyle } from '../../document/edits/heading-style.ts';
import { markerTextOf, replaceComment } from '../../document/edits/markers.ts';
import type { MarkerUse } from '../../document/markers.ts';
import { fold } from '../../text/fold.ts';
import { lineBreakOf, lineRangeAt, nextLine } from '../../text/lines.ts';
import { needInWords } from '../progress/describe.ts';
import { sectionSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type CursorContext, repeats, replacedAfter } from './place.ts';

/** The missing sections: at the start of a line, after `#`s, and below a phase marker. */
export function completeSections(
  document: DesignDocument,
  cursor: CursorContext,
): readonly Completion[] | undefined {
  const typed = /^( {0,3})(#{0,6})( *)([^ #\n][^#\n]*)?$/.exec(cursor.before);
  if (!typed) return undefined;
  const [, , marks = '', gap = '', word = ''] = typed;
  if (marks === '' && (gap !== '' || !/^(?:[\p{L}\p{N}][\p{L}\p{N} &/-]*)?$/u.test(word))) return undefined;
  if (marks !== '' && gap === '' && word !== '') return undefined;
  const surroundings = readSurroundings(document, cursor);
  const missing = document.sections.filter(
    (bound) =>
      isOffered(document, bound, marks.length, cursor) &&
      replacesRest(cursor, bound.known.title, marks !== ''),
  );
  return inOrder(document, missing, surroundings, cursor).map((bound, index) =>
    completion(document, bound, cursor, surroundings, { marks, gap, isFirst: index === 0 }),
  );
}

interface Surroundings {
  /** The phase marker directly above the cursor's line, if there is one. */
  readonly marker: MarkerUse | undefined;
  /** Whether text for the new section already follows. The section is then inserted without guidance. */
  readonly hasContent: boolean;
  readonly needsBlankBefore: boolean;
  readonly needsBlankAfter: boolean;
}

interface Typed {
  readonly marks: string;
  readonly gap: string;
  readonly isFirst: boolean;
}

function readSurroundings(
  { markdown: { text }, markers }: DesignDocument,
  { lineStart, offset }: CursorContext,
): Surroundings {
  const marker = markers.findLast(
    ({ comment }) => comment.end <= lineStart && text.slice(comment.end, lineStart).trim() === '',
  );
  const above = /[\r\n]/.test(text[lineStart - 1] ?? '') ? lineText(text, lineStart - 1) : '';
  const next = nextLine(text, offset);
  const below = next >= text.length ? '' : lineText(text, next);
  const rest = text.slice(next).replace(/^(?:[ \t]*[\r\n]+)+/, '');
  return {
    marker,
    // An indented heading would become part of a list at the end of the guidance.
    hasContent: rest.trim() !== '' && !/^(?:#{1,6}(?:\s|$)|<!--)/.test(rest),
    needsBlankBefore: above.trim() !== '' && !marker,
    needsBlankAfter: below.trim() !== '',
  };
}

function lineText(text: string, offset: number): string {
  // `\r\n` is one line break: start before it.
  const at = text[offset] === '\n' && text[offset - 1] === '\r' ? offset - 1 : offset;
  const { start, end } = lineRangeAt(text, at);
  return text.slice(start, end);
}

/** Whether a section can be inserted here. A heading that is being typed may already be bound; ignore that binding. */
function isOffered(
  document: DesignDocument,
  bound: BoundSection,
  marks: number,
  { offset, lineStart }: CursorContext,
): boolean {
  const { binding, outline } = document;
  const { known } = bound;
  const section = sectionOf(document, bound);
  const isHere = section !== undefined && section.heading.start <= offset && offset <= section.heading.end;
  if (section && !isHere) return false;
  const parent = known.parent && binding.sections.get(known.parent);
  const isWithin = parent ? parent.heading.end < offset && offset <= parent.end : known.parent === undefined;
  const rank = known.rank + binding.shift;
  // A single `#` begins the title if sections are deeper and there is no title above.
  const isTitle =
    marks === 1 &&
    rank > 1 &&
    !outline.sections.some(({ rank, heading }) => rank === 1 && heading.end < lineStart);
  return marks <= rank && isWithin && !isTitle;
}

/** Whether the title repeats the whole rest of the line. Outside a heading, punctuation counts as the author's text. */
function replacesRest(cursor: CursorContext, title: string, isHeading: boolean): boolean {
  const reach = isHeading ? /^.*$/s : /^[\p{L}\p{N}\s&/]*$/u;
  return replacedAfter(cursor, reach, (words) => repeats(title, words)).kept === '';
}

/** The section that comes next here first, then the needed ones, then the others, in the template's order. */
function inOrder(
  document: DesignDocument,
  missing: readonly BoundSection[],
  { marker }: Surroundings,
  { lineStart }: CursorContext,
): BoundSection[] {
  const before = boundAt(document, Math.max(0, lineStart - 1))?.known.index ?? -1;
  const matches = (bound: BoundSection): boolean => marker !== undefined && isUnder(document, bound, marker);
  const needed = missing.filter((bound) => bound.need !== 'none');
  const next =
    missing.find((bound) => matches(bound) && bound.known.index > before) ??
    missing.find(matches) ??
    needed.find((bound) => bound.known.index > before);
  const rank = (bound: BoundSection): number => (bound === next ? 0 : bound.need !== 'none' ? 1 : 2);
  return [...missing].sort((a, b) => rank(a) - rank(b) || a.known.index - b.known.index);
}

function isUnder(
  { template, markdown }: DesignDocument,
  { known }: BoundSection,
  { comment }: MarkerUse,
): boolean {
  return fold(markdown.text.slice(comment.start, comment.end)) === fold(markerTextOf(template, known) ?? '');
}

function completion(
  document: DesignDocument,
  bound: BoundSection,
  cursor: CursorContext,
  around: Surroundings,
  typed: Typed,
): Completion {
  const { template, level, markdown } = document;
  const { known } = bound;
  const without = around.marker ? 'marker' : 'nothing';
  const reading = level.field?.reading;
  const setTo = reading?.kind === 'set' ? reading.level.name : undefined;
  const snippet = sectionSnippet(template, known, { without, style: headingStyle(document), level: setTo });
  const body = around.hasContent ? snippet.slice(0, headingEnd(snippet)) : snippet;
  const lines = `${around.needsBlankBefore ? '\n' : ''}${body}${around.needsBlankAfter && !around.hasContent ? '\n' : ''}`;
  const marker =
    around.marker && !isUnder(document, bound, around.marker) ? markerTextOf(template, known) : undefined;
  return {
    kind: 'section',
    label: known.title,
    detail: shortFacts(document, bound),
    documentation: { kind: 'section', id: known.id },
    edit: {
      start: cursor.lineStart,
      end: cursor.offset + cursor.after.length,
      newText: lines.replace(/\n/g, lineBreakOf(markdown.text)),
    },
    filterText: `${typed.marks}${typed.gap}${asTyped(known.title)}`,
    ...(marker && around.marker && { otherEdits: [replaceComment(around.marker.comment, marker)] }),
    preselect: typed.isFirst,
  };
}

/** A short detail for the completion list: "Phase 1, 2 · required at production". */
function shortFacts(document: DesignDocument, bound: BoundSection): string {
  const phases = bound.known.phases.map((phase) => phase.number).join(', ');
  return [phases && `Phase ${phases}`, needInWords(document, bound)]
    .filter((part) => part !== '')
    .join(' · ');
}

function headingEnd(snippet: string): number {
  const match = /^#{1,6} .*$/m.exec(snippet);
  return match ? match.index + match[0].length : snippet.length;
}

/** A title as people type it: with ASCII hyphens for any dash, and with either “and” or “&”. */
function asTyped(title: string): string {
  return title.replace(/[\p{Pd}\u2212]/gu, '-').replace(/ & /g, ' and & ');
}
