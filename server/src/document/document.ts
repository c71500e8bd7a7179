import type { Markdown } from '../markdown/markdown.ts';
import { isForeign } from '../structure/language.ts';
import { type Outline, type Section, type SectionNode, sectionAt } from '../structure/sections.ts';
import type { Template, TemplateSection, Topic } from '../template/template.ts';
import { memo } from '../text/memo.ts';
import { hasLabelFor } from './as-label.ts';
import { type Binding, bind } from './bind.ts';
import { type Content, judgeContent, moveContent } from './content.ts';
import { type LevelReading, readLevel } from './level.ts';
import { findMarkers, type MarkerUse } from './markers.ts';
import { type Misplaced, misplacedSections } from './misplaced.ts';
import { type Demand, demandsAt, demandsWithoutTopics, isPhaseRequired, type Need } from './needs.ts';
import type { Recognition } from './recognize.ts';
import { findSuppressions, type Suppression } from './suppressions.ts';

/** A Markdown document bound to its template. All rules and features read this. */
export interface DesignDocument {
  readonly markdown: Markdown;
  readonly template: Template;
  readonly recognition: Recognition;
  readonly outline: Outline;
  readonly binding: Binding;
  readonly level: LevelReading;
  /** Whether the document is clearly not in English, and whether that is so although its template is in English. */
  readonly isForeign: boolean;
  readonly isForeignToTemplate: boolean;
  readonly markers: readonly MarkerUse[];
  readonly suppressions: readonly Suppression[];
  /** One for each section of the template, including missing ones, in the order of the template. */
  readonly sections: readonly BoundSection[];
  /** The sections that are not in the order of the template. */
  readonly misplaced: readonly Misplaced[];
  /** The lowest required phase in which something is left; `undefined` if nothing is left. */
  readonly currentPhase: number | undefined;
}

export type SectionState = 'missing' | Content['state'];

/**
 * A section of the template with the section of the document that is bound to it, independent of its position. After an
 * edit elsewhere it is the same object, so rules can cache results by it with `memo`.
 */
export interface BoundSection {
  readonly known: TemplateSection;
  /** The section of the document; `undefined` if it is missing. `sectionOf` returns it with its position. */
  readonly node: SectionNode | undefined;
  readonly need: Need;
  /** The phases in which it is written at this level, lowest first. */
  readonly phases: readonly number[];
  readonly state: SectionState;
  /** Offsets are relative to the start of the section's chunk. `contentOf` returns it in document offsets. */
  readonly ownContent: Content | undefined;
  /** The topics that the level requires and the section does not mention, each with the phase that requires it. */
  readonly unanswered: readonly { readonly topic: Topic; readonly phase: number | undefined }[];
}

/**
 * Binds a document to a template. With `judgedAs`, the document is judged by the level of that name, if the template
 * has it, instead of its own.
 */
export function bindDocument(
  markdown: Markdown,
  outline: Outline,
  template: Template,
  recognition: Recognition,
  judgedAs?: string,
): DesignDocument {
  const binding = bind(template, outline);
  const levelSection = template.levelField?.section && binding.sections.get(template.levelField.section);
  const own = readLevel(markdown, outline, template, levelSection);
  const level = { ...own, level: template.levels.find(({ name }) => name === judgedAs) ?? own.level };
  const foreign = isForeign(markdown);
  const isForeignToTemplate = foreign && !isForeign(template.markdown);
  const demands = (isForeignToTemplate ? demandsWithoutTopics : demandsAt)(template, level.level);
  const lacksLevel = level.field?.reading.kind !== 'set';
  const sections: BoundSection[] = [];
  for (const [index, demand] of demands.entries()) {
    const known = template.sections[index] as TemplateSection;
    const node = binding.sections.get(known)?.node;
    const parent = known.parent && sections[known.parent.index];
    const isLevels = template.levelField?.section === known;
    sections.push(
      node
        ? bindSection(node, known, demand, isSettled(known, node, parent), isLevels && lacksLevel)
        : missSection(known, demand, isSettled(known, node, parent)),
    );
  }
  return {
    markdown,
    template,
    recognition,
    outline,
    binding,
    level,
    isForeign: foreign,
    isForeignToTemplate,
    markers: findMarkers(outline, template),
    suppressions: findSuppressions(markdown, outline),
    sections,
    misplaced: misplacedSections({ template, binding }),
    currentPhase: findCurrentPhase(template, level, sections),
  };
}

/** Whether a section is written, waived, or empty where the policy allows it. */
export function isDone({ state, known }: BoundSection): boolean {
  const mayBeEmpty = known.policy['may-be-empty'] === true;
  return state === 'written' || state === 'waived' || (state === 'empty' && mayBeEmpty);
}

/** The required and recommended sections that are missing, without those inside another missing section. */
export function missingSections({ sections }: Pick<DesignDocument, 'sections'>): BoundSection[] {
  return sections.filter(({ known: { parent }, state, need }) => {
    const comesWithParent = parent !== undefined && sections[parent.index]?.state === 'missing';
    return state === 'missing' && need !== 'none' && !comesWithParent;
  });
}

/** The section of the document that is bound, with its position; `undefined` if it is missing. */
export function sectionOf(document: DesignDocument, { known }: BoundSection): Section | undefined {
  return document.binding.sections.get(known);
}

/** The document offset that the offsets in a bound section are relative to; 0 if the section is missing. */
export function originOf(document: DesignDocument, bound: BoundSection): number {
  return sectionOf(document, bound)?.origin ?? 0;
}

/** The content of a section, in document offsets; `undefined` if it is missing. */
export function contentOf(document: DesignDocument, bound: BoundSection): Content | undefined {
  return bound.ownContent && moveContent(bound.ownContent, originOf(document, bound));
}

/** The bound section of a section of the document; `undefined` if that section is not bound. */
export function boundOf(document: DesignDocument, section: Section | undefined): BoundSection | undefined {
  const known = section && document.binding.templates.get(section);
  return known && document.sections[known.index];
}

/** The innermost bound section that contains `offset`; `undefined` if there is none. */
export function boundAt(document: DesignDocument, offset: number): BoundSection | undefined {
  let section = sectionAt(document.outline, offset);
  while (section && !document.binding.templates.has(section)) section = section.parent;
  return boundOf(document, section);
}

const bindSection = memo(
  (
    node: SectionNode,
    known: TemplateSection,
    demand: Demand,
    isSettled: boolean,
    lacksLevel: boolean,
  ): BoundSection => {
    const { need, phases } = demand;
    const content = judgeContent(node, known, demand);
    return {
      ...{ known, node, need: isSettled ? 'none' : need, phases, ownContent: content },
      // The section of the level field is not written until the level is set.
      state: lacksLevel && content.state === 'written' ? 'draft' : content.state,
      unanswered: withPhases(content.unanswered, phases),
    };
  },
);

const missSection = memo((known: TemplateSection, demand: Demand, isSettled: boolean): BoundSection => {
  const { need, phases, topics } = demand;
  const unanswered = withPhases(topics, phases);
  return {
    ...{ known, node: undefined, need: isSettled ? 'none' : need, phases, ownContent: undefined },
    ...{ state: 'missing', unanswered },
  };
});

function withPhases(topics: readonly Topic[], phases: readonly number[]): BoundSection['unanswered'] {
  return topics.map((topic) => ({ topic, phase: topic.phase ?? phases[0] }));
}

/**
 * Whether a section is exempt; see the end of docs/reference.md, "Required and recommended sections". It is missing
 * together with a parent that is not needed, or the parent has its name as a label.
 */
function isSettled(
  known: TemplateSection,
  node: SectionNode | undefined,
  parent: BoundSection | undefined,
): boolean {
  if (parent?.state === 'missing' && parent.need === 'none') return true;
  return node === undefined && parent?.node !== undefined && hasLabelFor(parent.node, known);
}

function findCurrentPhase(
  template: Template,
  { level }: LevelReading,
  sections: readonly BoundSection[],
): number | undefined {
  return template.phases
    .map((phase) => phase.number)
    .filter((number) => isPhaseRequired(level, number))
    .find((number) => sections.some((section) => isLeftIn(section, number)));
}

/** Whether something is left in a phase because of a section; see docs/reference.md, "Current phase". */
export function isLeftIn(section: BoundSection, phase: number): boolean {
  if (section.need !== 'required') return false;
  if (section.phases[0] === phase && !isDone(section)) return true;
  return section.unanswered.some((topic) => topic.phase === phase);
}
