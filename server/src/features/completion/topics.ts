import { type BoundSection, boundAt, type DesignDocument, sectionOf } from '../../document/document.ts';
import { readField } from '../../structure/field.ts';
import { labeledIn, labelName } from '../../structure/labeled.ts';
import { allBlocks, type Section } from '../../structure/sections.ts';
import type { Topic } from '../../template/template.ts';
import { itemsOf } from '../../template/wording.ts';
import { harmless } from '../harmless.ts';
import { escapeSnippet } from '../snippet.ts';
import type { Completion } from './entry.ts';
import { type Behind, lookBehind, type Place, repeats } from './place.ts';

/** The topics of a section that stand nowhere in it yet: at the start of an outer list item, those asked for first. */
export function completeTopics(document: DesignDocument, place: Place): readonly Completion[] | undefined {
  const lead = LEAD.exec(place.before)?.[0].length;
  const bound = lead === undefined ? undefined : boundAt(document, place.offset);
  const section = bound && sectionOf(document, bound);
  if (lead === undefined || !section || isNested(section, place)) return undefined;
  const asked = new Set(bound.unanswered.map(({ topic }) => topic));
  const opening = /^[*_]*/.exec(place.before.slice(lead))?.[0] ?? '';
  const start = place.lineStart + lead;
  return openTopics(document, bound, section, place)
    .toSorted((a, b) => Number(asked.has(b)) - Number(asked.has(a)))
    .flatMap((topic) => {
      const behind = lookBehindLabel(bound, place, lead, topic);
      // What closes the emphasis of another label cannot stand behind this one.
      if (!behind.isOurs && opening !== '') return [];
      return {
        kind: 'topic',
        label: topic.label,
        detail: asked.has(topic) ? `asked for at ${document.level.level?.name}` : '',
        documentation: harmless(topic.guidance),
        edit: { start, end: behind.end, newText: topicSnippet(topic, behind.kept) },
        filterText: opening + topic.label,
      };
    });
}

/** A list item, its box if it is a task, and the label that is begun. */
const LEAD = /^ {0,3}(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?![ \t])(?=[*_]{0,2}[^*_:]*$)/;

function isNested(section: Section, { lineStart }: Place): boolean {
  return [...itemsOf([...allBlocks(section)])].some(
    ({ item }) => item.start < lineStart && lineStart <= item.end,
  );
}

/** A label on the cursor's line is the one that is being written. */
function openTopics(
  { markdown: { text } }: DesignDocument,
  { known: { topics } }: BoundSection,
  section: Section,
  { lineStart, offset }: Place,
): Topic[] {
  const names = new Map(topics.map((topic) => [labelName(topic.label), topic]));
  const labels = [...labeledIn(text, section, (name) => names.has(name))];
  const elsewhere = labels.filter(({ range: at }) => at.start < lineStart || offset < at.start);
  const there = new Set(elsewhere.map(({ name }) => names.get(name)));
  return topics.filter((topic) => !there.has(topic));
}

/** The topic's own label is replaced, and so is a line that is still the template's, unless it is another topic's. */
function lookBehindLabel(
  { known: { wordings, topics } }: BoundSection,
  place: Place,
  lead: number,
  topic: Topic,
): Behind {
  const line = place.before.slice(lead) + place.after;
  const name = readField(line)?.name;
  const isAnother = topics.some((other) => other !== topic && other.name === name);
  if (!isAnother && wordings.includes(line.trim())) return lookBehind(place, /^.*$/s, () => true);
  return lookBehind(place, LABEL, (words) => repeats(topic.label, words));
}

const LABEL = /^(?:[*_]+(?=\p{L}))?[^:*_]*(?::[*_]*|[*_]+:?|$)[ \t]*/u;

function topicSnippet({ label, guidance }: Topic, kept: string): string {
  const value = kept === '' ? ` \${1:${escapeSnippet(guidance)}}` : /^\s/.test(kept) ? '' : ' ';
  return `**${escapeSnippet(label)}:**${value}`;
}
