import type { Block, Comment } from '../markdown/blocks.ts';
import { leafSource, type Markdown } from '../markdown/markdown.ts';
import { fold, foldHeading, slug } from '../text/fold.ts';
import { type Field, readField } from './field.ts';
import { allBlocks, type Outline, readOutline, type Section } from './outline.ts';
import { levelFilter, type PhaseAlternative, type PhaseMarker, readPhaseMarker } from './phase-marker.ts';
import type { GatePolicy, Policy, SectionPolicy } from './policy.ts';
import { itemsOf, textsOf, type Wordings, wordings } from './wording.ts';

/** A Markdown template read as a schema (product.md, "The template is the schema"). */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly markdown: Markdown;
  /** In the order of their numbers. */
  readonly phases: readonly Phase[];
  /** From the least rigour to the most; empty if the template has no level field. */
  readonly levels: readonly Level[];
  /** All sections below the title in document order, nested ones behind their parents. */
  readonly sections: readonly TemplateSection[];
  readonly levelField: LevelField | undefined;
  readonly gates: GatePolicy | undefined;
  /** What is wrong with the policy, in plain words; the rest of the template works all the same. */
  readonly problems: readonly string[];
}

export interface Phase {
  readonly number: number;
  readonly name: string;
}

export interface Level {
  readonly name: string;
  readonly index: number;
  /** The highest phase that the level requires; `undefined` requires every phase. */
  readonly highestPhase: number | undefined;
  /** What the template says of the level, if it does. */
  readonly guidance: string | undefined;
}

export interface LevelField {
  readonly section: TemplateSection;
  readonly label: string;
  readonly name: string;
  /** The choice as the template writes it: `a | b | c`. */
  readonly choice: string;
}

export interface TemplateSection {
  readonly id: string;
  readonly index: number;
  readonly title: string;
  /** The folded heading, then its folded aliases. */
  readonly names: readonly string[];
  readonly rank: number;
  readonly parent: TemplateSection | undefined;
  readonly source: Section;
  /** The marker comment as the template writes it, and what it says. */
  readonly markerText: string | undefined;
  readonly phases: readonly SectionPhase[];
  readonly policy: SectionPolicy;
  readonly topics: readonly Topic[];
  /** The template's own text in this section, and what of it may stay for good. */
  readonly wordings: Wordings;
  readonly mayStay: Wordings;
  /** The line that asks for gates, which may stay at a level that asks for none. */
  readonly gatesLine: Wordings;
}

/** A phase in which a section is written; at some levels only if there is a filter. */
export interface SectionPhase {
  readonly number: number;
  readonly levels: ReadonlySet<string> | undefined;
}

export interface Topic {
  readonly label: string;
  readonly name: string;
  readonly terms: readonly string[];
  /** The first level that asks for it; `undefined`: never asked for. */
  readonly from: Level | undefined;
  /** The phase that it decides; `undefined`: the section's own. */
  readonly phase: number | undefined;
  readonly guidance: string;
  /** Whether the label stands in the template's own text. */
  readonly inTemplate: boolean;
}

/** Reads a template. Never throws: what cannot be used is left out and named in `problems`. */
export function parseTemplate(id: string, markdown: Markdown, policy: Policy = {}): Template {
  const outline = readOutline(markdown);
  const title = outline.sections.find((section) => section.rank === 1);
  const body = outline.sections.filter((section) => section !== title);
  const phases = readPhases(markdown, outline);
  const choice = findLevelChoice(markdown.text, body);
  const levels = readLevels(markdown.text, choice, phases, policy);
  const context = { markdown, policy, levels, bound: new Map<Section, TemplateSection>() };
  const sections = body.map((section, index) => readSection(context, section, index));
  const levelSection = choice && context.bound.get(choice.section);
  return {
    id,
    title: title?.title || id,
    markdown,
    phases,
    levels,
    sections,
    levelField: choice &&
      levelSection && { ...choice.field, section: levelSection, choice: choice.field.value },
    gates: policy.gates,
    problems: checkPolicy(policy, sections, levels, phases),
  };
}

export function findSection(template: Template, heading: string): TemplateSection | undefined {
  const name = foldHeading(heading);
  return template.sections.find((section) => section.names.includes(name));
}

/** The marker that a comment is, if it is a well-formed one. */
export function markerOf(text: string, comment: Comment): PhaseMarker | undefined {
  const reading = readPhaseMarker(text.slice(comment.body.start, comment.body.end));
  return typeof reading === 'object' ? reading : undefined;
}

interface Context {
  readonly markdown: Markdown;
  readonly policy: Policy;
  readonly levels: readonly Level[];
  readonly bound: Map<Section, TemplateSection>;
}

function readPhases(markdown: Markdown, outline: Outline): Phase[] {
  const names = new Map<number, string>();
  for (const section of outline.sections) {
    for (const comment of section.lead) {
      for (const { number, name } of markerOf(markdown.text, comment)?.alternatives ?? []) {
        if (!names.has(number)) names.set(number, name);
      }
    }
  }
  return [...names].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number);
}

interface LevelChoice {
  readonly section: Section;
  readonly field: Field;
}

const LEVEL_FIELD = 'quality level';

function findLevelChoice(text: string, sections: readonly Section[]): LevelChoice | undefined {
  for (const section of sections) {
    for (const field of fieldsOf(text, section.blocks)) {
      if (field.name === LEVEL_FIELD && field.value.includes('|')) return { section, field };
    }
  }
  return undefined;
}

function* fieldsOf(text: string, blocks: readonly Block[]): Generator<Field> {
  for (const { leaf } of itemsOf(blocks)) {
    const field = leaf && readField(leafSource(text, leaf));
    if (field) yield field;
  }
  for (const block of blocks) {
    if (block.kind !== 'paragraph') continue;
    for (const line of block.lines) {
      const field = readField(text.slice(line.start, line.end));
      if (field) yield field;
    }
  }
}

function readLevels(
  text: string,
  choice: LevelChoice | undefined,
  phases: readonly Phase[],
  policy: Policy,
): Level[] {
  if (!choice) return [];
  const names = choice.field.value.split('|').map((name) => name.replace(/[*_`]/g, '').trim());
  const fields = [...fieldsOf(text, choice.section.blocks)];
  return names.map((name, index) => ({
    name,
    index,
    highestPhase:
      policy.levels?.[name] ?? (names.length === phases.length ? phases[index]?.number : undefined),
    guidance: fields.find((field) => field.name === fold(name))?.value,
  }));
}

function readSection(context: Context, source: Section, index: number): TemplateSection {
  const { markdown, levels } = context;
  const { text } = markdown;
  const policy = sectionPolicy(context.policy, source.name);
  const comment = source.lead.find((lead) => markerOf(text, lead));
  const marker = comment && markerOf(text, comment);
  const parent = source.parent && context.bound.get(source.parent);
  const { gates } = context.policy;
  const kept = (labels: readonly string[]): Wordings =>
    wordings(textsOf(text, keptItems(text, source.blocks, labels)));
  const section: TemplateSection = {
    id: slug(source.title),
    index,
    title: source.title,
    names: [source.name, ...(policy.aliases ?? []).map(foldHeading)],
    rank: source.rank,
    parent,
    source,
    markerText: comment && text.slice(comment.start, comment.end),
    phases: marker
      ? marker.alternatives.map((alternative) => sectionPhase(alternative, levels))
      : phasesWithoutMarker(policy, parent),
    policy,
    topics: readTopics(context, source, policy),
    wordings: wordings(textsOf(text, [...allBlocks(source)])),
    mayStay: kept(policy['may-stay'] ?? []),
    gatesLine: kept(gates && foldHeading(gates.section) === source.name ? [gates.label] : []),
  };
  context.bound.set(source, section);
  return section;
}

function sectionPolicy(policy: Policy, name: string): SectionPolicy {
  const entry = Object.entries(policy.sections ?? {}).find(([heading]) => foldHeading(heading) === name);
  return entry?.[1] ?? {};
}

function sectionPhase(alternative: PhaseAlternative, levels: readonly Level[]): SectionPhase {
  const filter = levelFilter(
    alternative,
    levels.map((level) => level.name),
  );
  return { number: alternative.number, levels: filter && new Set(filter) };
}

/** A section without a marker belongs to the phase that the policy gives it, else to those of its parent. */
function phasesWithoutMarker(
  policy: SectionPolicy,
  parent: TemplateSection | undefined,
): readonly SectionPhase[] {
  return policy.phase === undefined ? (parent?.phases ?? []) : [{ number: policy.phase, levels: undefined }];
}

function keptItems(text: string, blocks: readonly Block[], labels: readonly string[]): Block[] {
  const names = new Set(labels.map(fold));
  return [...itemsOf(blocks)].flatMap(({ item, leaf }) => {
    const field = leaf && readField(leafSource(text, leaf));
    // A label's own note in brackets, "Guidance (apply based on chosen level):", is not part of its name.
    return field && names.has(field.name.replace(/\s*\(.*\)$/, '')) ? item.blocks : [];
  });
}

function readTopics(context: Context, source: Section, policy: SectionPolicy): Topic[] {
  const { markdown, levels } = context;
  const asked = (policy.topics ?? []).map(
    (topic): Topic => ({
      label: topic.label,
      name: fold(topic.label),
      terms: topic.terms.map(fold),
      from: levels.find((level) => fold(level.name) === fold(topic.from)),
      phase: topic.phase,
      guidance: topic.guidance ?? '',
      inTemplate: false,
    }),
  );
  const labelled = labelsOf(markdown.text, source, policy, context.policy.gates);
  for (const topic of labelled) {
    const index = asked.findIndex((other) => other.name === topic.name);
    if (index < 0) asked.push(topic);
    else asked[index] = { ...(asked[index] as Topic), guidance: topic.guidance, inTemplate: true };
  }
  return asked;
}

/** The labels of top-level list items that are neither the level field nor examples, guidance or gates. */
function labelsOf(
  text: string,
  source: Section,
  policy: SectionPolicy,
  gates: GatePolicy | undefined,
): Topic[] {
  const left = new Set(
    [LEVEL_FIELD, ...(policy.examples ?? []), ...(policy['may-stay'] ?? []), gates?.label ?? ''].map(fold),
  );
  return [...itemsOf(source.blocks)].flatMap(({ leaf, depth }) => {
    const field = depth === 0 && leaf ? readField(leafSource(text, leaf)) : undefined;
    if (!field || left.has(field.name.replace(/\s*\(.*\)$/, ''))) return [];
    const { label, name, value } = field;
    return [{ label, name, terms: [], from: undefined, phase: undefined, guidance: value, inTemplate: true }];
  });
}

function checkPolicy(
  policy: Policy,
  sections: readonly TemplateSection[],
  levels: readonly Level[],
  phases: readonly Phase[],
): string[] {
  const levelNames = new Set(['never', ...levels.map((level) => level.name)]);
  const problems: string[] = [];
  const need = (known: boolean, what: string): void => {
    if (!known) problems.push(what);
  };
  const needLevel = (name: string | undefined, where: string): void =>
    need(name === undefined || levelNames.has(name), `${where}: “${name}” is no level of this template.`);
  for (const [name, number] of Object.entries(policy.levels ?? {})) {
    needLevel(name, 'levels');
    need(
      phases.some((phase) => phase.number === number),
      `levels: ${name}: the template has no phase ${number}.`,
    );
  }
  for (const [heading, section] of Object.entries(policy.sections ?? {})) {
    const where = `sections: ${heading}`;
    need(
      sections.some((known) => known.names[0] === foldHeading(heading)),
      `${where}: no such heading.`,
    );
    needLevel(section['required-from'], `${where}: required-from`);
    needLevel(section['recommended-from'], `${where}: recommended-from`);
    for (const topic of section.topics ?? []) needLevel(topic.from, `${where}: topics: ${topic.label}`);
  }
  for (const name of Object.keys(policy.gates?.levels ?? {})) needLevel(name, 'gates: levels');
  return problems;
}
