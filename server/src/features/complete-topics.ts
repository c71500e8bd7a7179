import { boundAt, type DesignDocument } from '../document/document.ts';
import { leafSource } from '../markdown/markdown.ts';
import { readField } from '../template/field.ts';
import { allBlocks } from '../template/outline.ts';
import type { Topic } from '../template/template.ts';
import { itemsOf } from '../template/wording.ts';
import type { Completion } from './completion.ts';
import type { Place } from './place.ts';
import { escapeSnippet } from './snippet.ts';

/** The topics of a section that have no list item yet: at the start of an outer list item, those asked for first. */
export function completeTopics(document: DesignDocument, place: Place): readonly Completion[] | undefined {
  const item = /^ {0,3}[-+*] +(?:\[[ x]\] +)?(?=[*_]{0,2}[^*_:]*$)/.exec(place.before);
  const bound = item && boundAt(document, place.offset);
  if (!item || !bound?.section) return undefined;
  const { text } = document.markdown;
  const there = new Set<string>();
  for (const { item: each, leaf } of itemsOf([...allBlocks(bound.section)])) {
    const isNested = each.start < place.lineStart && place.lineStart <= each.end;
    if (isNested) return undefined;
    const field =
      leaf && !(leaf.start <= place.offset && place.offset <= leaf.end) && readField(leafSource(text, leaf));
    if (field) there.add(field.name);
  }
  const asked = new Set(bound.unanswered.map(({ topic }) => topic));
  const topics = bound.known.topics.filter((topic) => !there.has(topic.name));
  const start = place.lineStart + item[0].length;
  return [...topics]
    .sort((a, b) => Number(asked.has(b)) - Number(asked.has(a)))
    .map((topic) => ({
      kind: 'topic',
      label: topic.label,
      detail: asked.has(topic) ? `asked for at ${document.level.level?.name}` : '',
      documentation: topic.guidance,
      edit: { start, end: place.offset + place.after.length, newText: topicSnippet(topic) },
      filterText: `${/^[*_]*/.exec(place.before.slice(item[0].length))?.[0] ?? ''}${topic.label}`,
    }));
}

function topicSnippet({ label, guidance }: Topic): string {
  return `**${escapeSnippet(label)}:** \${1:${escapeSnippet(guidance)}}`;
}
