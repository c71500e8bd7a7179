import { labeledIn, labelName } from '../../structure/labeled.ts';
import type { Section } from '../../structure/sections.ts';
import type { Topic } from '../../template/template.ts';
import type { TextEdit } from '../../text/range.ts';
import { type BoundSection, type DesignDocument, sectionOf } from '../document.ts';
import { appendItems } from './append-items.ts';

/** The topics that a section should cover, does not mention, and has no label for. */
export interface MissingTopics {
  readonly bound: BoundSection;
  readonly section: Section;
  readonly topics: readonly Topic[];
}

/** The missing topics of all required and recommended sections of a document that are present and not waived. */
export function missingTopics(document: DesignDocument): MissingTopics[] {
  return document.sections.flatMap((bound) => {
    const { need, state, unanswered } = bound;
    const section = sectionOf(document, bound);
    if (!section || need === 'none' || state === 'waived' || unanswered.length === 0) return [];
    const names = new Set(unanswered.map(({ topic }) => labelName(topic.label)));
    for (const { name } of labeledIn(document.markdown.text, section, (name) => names.has(name)))
      names.delete(name);
    const topics = unanswered.map(({ topic }) => topic).filter(({ label }) => names.has(labelName(label)));
    return topics.length > 0 ? [{ bound, section, topics }] : [];
  });
}

/**
 * The edits that add a line for each topic, `- **Label:** guidance`, next to the other topics of the section. Without
 * guidance, the line has the placeholder TBD.
 */
export function addTopics(
  { markdown: { text } }: DesignDocument,
  missing: readonly MissingTopics[],
): TextEdit[] {
  return missing.map(({ bound, section, topics }) => {
    const names = new Set(bound.known.topics.map(({ label }) => labelName(label)));
    return appendItems(text, section, topics.map(topicLine), (name) => names.has(name));
  });
}

function topicLine({ label, guidance }: Topic): string {
  return `**${label}:** ${guidance.replace(/\s+/g, ' ').trim() || 'TBD'}`;
}
