import { type BoundSection, boundAt, type DesignDocument, sectionOf } from '../../document/document.ts';
import { readField } from '../../structure/field.ts';
import { labeledIn, labelName } from '../../structure/labeled.ts';
import { allBlocks, type Section } from '../../structure/sections.ts';
import type { Topic } from '../../template/template.ts';
import { itemsOf } from '../../template/wording.ts';
import { sanitizeGuidance } from '../harmless.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type CursorContext, type ReplacedText, repeats, replacedAfter } from './place.ts';

/** The topics that a section does not have yet, at the start of a top-level list item. Required topics come first. */
export function completeTopics(
  document: DesignDocument,
  cursor: CursorContext,
): readonly Completion[] | undefined {
  const lead = LEAD.exec(cursor.before)?.[0].length;
  const bound = lead === undefined ? undefined : boundAt(document, cursor.offset);
  const section = bound && sectionOf(document, bound);
  if (lead === undefined || !section || isNested(section, cursor)) return undefined;
  const asked = new Set(bound.unanswered.map(({ topic }) => topic));
  const opening = /^[*_]*/.exec(cursor.before.slice(lead))?.[0] ?? '';
  const start = cursor.lineStart + lead;
  return openTopics(document, bound, section, cursor)
    .toSorted((a, b) => Number(asked.has(b)) - Number(asked.has(a)))
    .flatMap((topic) => {
      const replaced = replacedLabel(bound, cursor, lead, topic);
      // Closing emphasis that stays after the cursor would not match this label.
      if (!replaced.replacesAll && opening !== '') return [];
      return {
        kind: 'topic',
        label: topic.label,
        detail: asked.has(topic) ? `required at ${document.level.level?.name}` : '',
        documentation: sanitizeGuidance(topic.guidance),
        edit: { start, end: replaced.end, newText: topicSnippet(topic, replaced.kept) },
        filterText: opening + topic.label,
      };
    });
}

/** A list marker, a task's checkbox, and the beginning of a label. */
const LEAD = /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?![ \t])(?=[*_]{0,2}[^*_:]*$)/;

function isNested(section: Section, { lineStart }: CursorContext): boolean {
  return [...itemsOf([...allBlocks(section)])].some(
    ({ item }) => item.start < lineStart && lineStart <= item.end,
  );
}

/** The topics without a label in the section. The label on the cursor's line is being written and does not count. */
function openTopics(
  { markdown: { text } }: DesignDocument,
  { known: { topics } }: BoundSection,
  section: Section,
  { lineStart, offset }: CursorContext,
): Topic[] {
  const names = new Map(topics.map((topic) => [labelName(topic.label), topic]));
  const labels = [...labeledIn(text, section, (name) => names.has(name))];
  const elsewhere = labels.filter(({ range: at }) => at.start < lineStart || offset < at.start);
  const there = new Set(elsewhere.map(({ name }) => names.get(name)));
  return topics.filter((topic) => !there.has(topic));
}

/** Replaces the topic's own label, or a whole line that is still the template's unless it belongs to another topic. */
function replacedLabel(
  { known: { wordings, topics } }: BoundSection,
  cursor: CursorContext,
  lead: number,
  topic: Topic,
): ReplacedText {
  const line = cursor.before.slice(lead) + cursor.after;
  const name = readField(line)?.name;
  const isAnother = topics.some((other) => other !== topic && other.name === name);
  if (!isAnother && wordings.includes(line.trim())) return replacedAfter(cursor, /^.*$/s, () => true);
  return replacedAfter(cursor, LABEL, (words) => repeats(topic.label, words));
}

const LABEL = /^(?:[*_]+(?=\p{L}))?[^:*_]*(?::[*_]*|[*_]+:?|$)[ \t]*/u;

function topicSnippet({ label, guidance }: Topic, kept: string): string {
  const value = kept === '' ? ` \${1:${escapeSnippet(guidance)}}` : /^\s/.test(kept) ? '' : ' ';
  return `**${escapeSnippet(label)}:**${value}`;
}
