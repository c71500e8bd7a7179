import { bind } from '../../document/bind.ts';
import { type DesignDocument, missingSections } from '../../document/document.ts';
import { insertions } from '../../document/edits/insert.ts';
import type { Comment } from '../../markdown/blocks.ts';
import { readPhaseMarker } from '../../structure/phase-marker.ts';
import { allBlocks, type Section } from '../../structure/sections.ts';
import type { TemplateSection } from '../../template/template.ts';
import { overlaps } from '../../text/range.ts';
import { removeSections } from '../actions/remove-unneeded.ts';
import { keysOf } from './guidance.ts';
import type { Lineage } from './lineage.ts';
import { type Change, leftAlone, type Note, type Plan, type Step } from './step.ts';

/** Removes sections that the template no longer has if they contain only its text. Others are kept as the author's own. */
export const dropSections: Step = ({ document }, lineage): Plan => {
  if (!lineage) return { changes: [], notes: [] };
  const dropped = droppedSections(document, lineage);
  const empty = dropped.filter(([section, known]) => hasOnlyTemplateText(document, lineage, section, known));
  const isGone = new Set(empty.map(([section]) => section));
  const kept = dropped.filter(([section]) => !isGone.has(section));
  return {
    changes: empty.map(([section]): Change => {
      const done = 'removed, because the template no longer has it and it contained only the template’s text';
      return { about: section.title, edits: removeSections(document.markdown, [section]), done };
    }),
    notes: kept.map(([section]): Note => {
      return {
        about: section.title,
        text: 'kept as a section of your own, because the template no longer has it',
      };
    }),
  };
};

/** The outermost sections that the template no longer has, each with its section in the old template. */
function droppedSections(
  { outline, binding }: DesignDocument,
  { old, newOf, unclear }: Lineage,
): [Section, TemplateSection][] {
  const { templates, misspelled, wrongRank } = bind(old, outline);
  const dropped = [...templates].filter(([section, known]) => {
    const isOther = misspelled.has(section) || wrongRank.has(section) || binding.repeats.has(section);
    return !isOther && !newOf.has(known) && !unclear.has(known) && !binding.templates.has(section);
  });
  const all = new Set(dropped.map(([section]) => section));
  return dropped
    .filter(([section]) => !section.parent || !all.has(section.parent))
    .sort(([a], [b]) => a.start - b.start);
}

/**
 * Whether everything in a section, including nested sections, is the old template's. A section without the text that the
 * template had was emptied by its author, and does not count.
 */
function hasOnlyTemplateText(
  { markdown: { text, definitions } }: DesignDocument,
  { old }: Lineage,
  section: Section,
  known: TemplateSection,
): boolean {
  const blocks = [...allBlocks(section)];
  const original = [...allBlocks(known.source)];
  const keys = keysOf(old.markdown.text, original);
  const isMarker = (start: number, end: number): boolean =>
    readPhaseMarker(text.slice(start, end)) !== undefined;
  return (
    blocks.length > 0 === original.length > 0 &&
    blocks.every(({ kind }) => kind !== 'break') &&
    [...keysOf(text, blocks)].every((key) => keys.has(key)) &&
    leadsOf(section).every(({ body }) => isMarker(body.start, body.end)) &&
    ![...definitions.values()].some((definition) => overlaps(section, definition))
  );
}

function leadsOf({ lead, children }: Section): Comment[] {
  return [...lead, ...children.flatMap(leadsOf)];
}

/** Adds sections that the old template did not have if the document's level requires them. */
export const addSections: Step = ({ document }, lineage): Plan => {
  if (!lineage) return { changes: [], notes: [] };
  const claimed = new Set([...lineage.unclear.values()].flat());
  const isNew = (known: TemplateSection): boolean => !lineage.oldOf.has(known);
  const missing = missingSections(document).filter(({ known, need }) => need === 'required' && isNew(known));
  const isMarked = document.markers.some(({ marker, section }) => marker && section);
  const added = missing.filter(({ known }) => !claimed.has(known)).map(({ known }) => known);
  const found = insertions(document, added);
  const placed = new Set(found.flatMap(({ sections }) => sections));
  return {
    changes: found.map(({ edit, sections }): Change => {
      const about = sections.map(({ title }) => title).join(', ');
      return { about, edits: [isMarked ? edit : { ...edit, newText: withoutMarkers(edit.newText) }] };
    }),
    notes: added
      .filter((known) => !placed.has(known))
      .map(({ title }) => leftAlone(title, 'it cannot be inserted without affecting other text')),
  };
};

/** Removes phase markers from a new section, for documents without markers. */
function withoutMarkers(source: string): string {
  return source.replace(/^<!--(.*?)-->[ \t]*(?:\r\n?|\n)/gm, (line, body: string) =>
    readPhaseMarker(body) === undefined ? line : '',
  );
}
