import type { Block } from '../markdown/blocks.ts';
import { leafSource, leafText, leavesOf, type Markdown } from '../markdown/markdown.ts';
import { bracketed } from '../structure/brackets.ts';
import { readField, withoutNote } from '../structure/field.ts';
import { numberedPattern, readTemplateHeading } from '../structure/heading.ts';
import { levelFilter, markerOf, type PhaseAlternative } from '../structure/phase-marker.ts';
import { allBlocks, type Section } from '../structure/sections.ts';
import { fold, foldHeading, slug } from '../text/fold.ts';
import { mentioning } from '../text/words.ts';
import { keptText } from './kept-text.ts';
import { levelFieldName } from './levels.ts';
import type { Policy, SectionPolicy } from './policy.ts';
import type { Level, SectionPhase, TemplateSection, Topic } from './template.ts';
import { itemsOf, textsOf, wordings } from './wording.ts';

export interface Context {
  readonly markdown: Markdown;
  readonly policy: Policy;
  readonly levels: readonly Level[];
}

/**
 * Reads the sections of a template. `body` are its sections except the title, in document order. The keys of the result
 * are the same sections in the same order.
 */
export function readSections(context: Context, body: readonly Section[]): Map<Section, TemplateSection> {
  const bound = new Map<Section, TemplateSection>();
  const uses = new Map<string, number>();
  const numbered = countNumbered(body);
  const named = new Map(
    Object.entries(context.policy.sections ?? {}).map(([heading, policy]) => [foldHeading(heading), policy]),
  );
  const policyOf = ({ name }: Section): SectionPolicy => named.get(name) ?? {};
  for (const [index, source] of body.entries()) {
    const parent = source.parent && bound.get(source.parent);
    const isNumbered = numbered.size > 0 && (numbered.get(numberless(source)) ?? 0) > 1;
    const section = readSection(context, source, index, parent, policyOf, isNumbered);
    const nth = (uses.get(section.id) ?? 0) + 1;
    uses.set(section.id, nth);
    bound.set(source, nth === 1 ? section : { ...section, id: `${section.id}--${nth}` });
  }
  return bound;
}

function readSection(
  context: Context,
  source: Section,
  index: number,
  parent: TemplateSection | undefined,
  policyOf: (section: Section) => SectionPolicy,
  isNumbered: boolean,
): TemplateSection {
  const { markdown, levels } = context;
  const { text } = markdown;
  const comment = source.lead.find((lead) => markerOf(text, lead));
  const marker = comment && markerOf(text, comment);
  const policy = policyOf(source);
  const heading = readTemplateHeading(text, source.heading);
  const pattern = heading.pattern ?? (isNumbered ? numberedPattern(source.name) : undefined);
  const { gates } = context.policy;
  const topics = readTopics(context, source, policy);
  return {
    id: slug(heading.title) || `section-${index + 1}`,
    index,
    title: heading.title,
    names: [heading.name, ...(policy.aliases ?? []).map(foldHeading)],
    rank: source.rank,
    parent,
    source,
    pattern,
    isRepeated: pattern !== undefined || policy.repeats === true || parent?.isRepeated === true,
    isOptional: isOptional(policy, parent, heading.isOptional || isOptionalByText(markdown, source)),
    markerText: comment && text.slice(comment.start, comment.end),
    phases: marker
      ? marker.alternatives.map((alternative) => sectionPhase(alternative, levels))
      : phasesWithoutMarker(policy, parent),
    policy,
    topics,
    wordings: wordings([...textsOf(text, [...allBlocks(source)]), ...topics.flatMap(topicTexts)]),
    ...keptText(text, source, policyOf, context.policy, topics),
    placeholders: placeholdersOf(text, source),
    gatesLine: wordings(
      gates && foldHeading(gates.section) === source.name
        ? textsOf(text, blocksOfItems(text, source.blocks, [gates.label]))
        : [],
    ),
  };
}

function placeholdersOf(text: string, source: Section): Set<string> {
  const leaves = [...leavesOf([...allBlocks(source)])];
  return new Set(leaves.flatMap((leaf) => bracketed(text, leaf).map(({ word }) => fold(word))));
}

/**
 * For each heading with a number, counts the headings under the same parent that differ only in numbers. `Story 1` and
 * `Story 2` mean that a document can have any number of stories.
 */
function countNumbered(body: readonly Section[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of body) {
    if (!/\d/.test(source.name)) continue;
    const key = numberless(source);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function numberless({ parent, name }: Section): string {
  return `${parent?.start} ${name.replace(/\d+/g, '#').replace(/(?<![^\p{L}\p{N}#])[^\p{L}\p{N}#]+$/u, '')}`;
}

/** The policy decides first. Otherwise a section is optional if the template says so or the parent is optional. */
function isOptional(
  policy: SectionPolicy,
  parent: TemplateSection | undefined,
  byTemplate: boolean,
): boolean {
  if (policy.optional !== undefined) return policy.optional;
  return policy['required-from'] === undefined && (byTemplate || parent?.isOptional === true);
}

/** Whether the text of a section, or a comment above its heading, says that the section may be left out. */
function isOptionalByText({ text, blocks }: Markdown, { heading, title, blocks: own }: Section): boolean {
  // A line of dashes below a sentence makes it a heading, but this is hardly ever intended.
  if (heading.setext && /[\p{L}\p{N}][.!]$/u.test(title)) return true;
  const at = blocks.findIndex(({ start }) => start === heading.start);
  const above = blocks[at - 1];
  const note = above?.kind === 'comment' ? text.slice(above.start, above.end) : '';
  // A comment of several lines right below another heading is the guidance for that heading.
  const belongsToOther = blocks[at - 2]?.kind === 'heading' && /[\r\n]/.test(note);
  if (/\boptional\b/i.test(note) && !belongsToOther) return true;
  return own.some((block) => {
    const words =
      block.kind === 'paragraph'
        ? leafText(text, block)
        : block.kind === 'comment'
          ? text.slice(block.body.start, block.body.end)
          : block.kind === 'quote'
            ? text.slice(block.start, block.end).replace(/^[ \t]*>+/gm, '')
            : '';
    return /optional|section/i.test(words) && OPTIONAL_NOTE.test(words.replace(/[*_\s]+/g, ' ').trim());
  });
}

/** Slow, so the caller first looks for “optional” or “section”: each alternative contains one of them. */
const OPTIONAL_NOTE =
  /^optional\b|\b(?:this|the) (?:sub-?)?section (?:is|may be|can be) (?:optional|omitted|left out|skipped|removed|deleted)\b|\b(?:omit|skip|delete|remove) this (?:sub-?)?section\b|\bsection (?:is )?not required\b/i;

function sectionPhase(alternative: PhaseAlternative, levels: readonly Level[]): SectionPhase {
  const names = levels.map((level) => level.name);
  const filter = levelFilter(alternative, names);
  return { number: alternative.number, levels: filter && new Set(filter) };
}

/** The phases of a section without a marker: the phase from the policy, otherwise the phases of its parent. */
function phasesWithoutMarker(
  policy: SectionPolicy,
  parent: TemplateSection | undefined,
): readonly SectionPhase[] {
  return policy.phase === undefined ? (parent?.phases ?? []) : [{ number: policy.phase, levels: undefined }];
}

/** The blocks of all list items that have one of the labels, including nested lists. */
function blocksOfItems(text: string, blocks: readonly Block[], labels: readonly string[]): Block[] {
  const names = new Set(labels.map(fold));
  return [...itemsOf(blocks)].flatMap(({ item, leaf }) => {
    const field = leaf && readField(leafSource(text, leaf));
    return field && names.has(withoutNote(field.name)) ? item.blocks : [];
  });
}

/**
 * The text that completion and quick fixes insert for a topic. It counts as the template's text unless it is only a
 * label.
 */
function topicTexts({ label, guidance }: Topic): string[] {
  return guidance === '' ? [] : [`${label}: ${guidance}`];
}

/** The topics of the policy, in its order, then those that are only in the template. */
function readTopics(context: Context, source: Section, policy: SectionPolicy): Topic[] {
  const { markdown, levels } = context;
  const all = (policy.topics ?? []).map(
    (topic): Topic => ({
      label: topic.label,
      name: fold(topic.label),
      isMentioned: mentioning([topic.label, ...(topic.terms ?? [])].map(fold)),
      from:
        levels.length === 0 ? 'always' : levels.find((level) => fold(level.name) === fold(topic.from ?? '')),
      phase: topic.phase,
      guidance: topic.guidance ?? '',
      inTemplate: false,
    }),
  );
  for (const topic of topicsInText(markdown.text, source, policy, context.policy)) {
    const index = all.findIndex((other) => other.name === topic.name);
    if (index < 0) all.push(topic);
    else all[index] = { ...(all[index] as Topic), guidance: topic.guidance, inTemplate: true };
  }
  return all;
}

/**
 * The topics in the text of a section: the labels of items of outermost lists, without the level field, examples,
 * labels that may stay, and the label of the gates.
 */
function topicsInText(text: string, source: Section, section: SectionPolicy, policy: Policy): Topic[] {
  const labels = [...(section.examples ?? []), ...(section['may-stay'] ?? []), policy.gates?.label ?? ''];
  const excluded = new Set([levelFieldName(policy), ...labels.map(fold)]);
  return [...itemsOf(source.blocks)].flatMap(({ leaf, depth }) => {
    const field = depth === 0 && leaf ? readField(leafSource(text, leaf)) : undefined;
    if (!field || excluded.has(withoutNote(field.name))) return [];
    const { label, name, value } = field;
    const isMentioned = mentioning([name]);
    return [
      { label, name, isMentioned, from: undefined, phase: undefined, guidance: value, inTemplate: true },
    ];
  });
}
