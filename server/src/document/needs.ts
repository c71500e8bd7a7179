import type { Level, Template, TemplateSection, Topic } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';

/** Whether a level requires or recommends a section, or neither. */
export type Need = 'required' | 'recommended' | 'none';

/** The requirements of a level for a section. */
export interface Demand {
  readonly need: Need;
  /** The phases in which it is written, lowest first. */
  readonly phases: readonly number[];
  /** The topics that the level requires. */
  readonly topics: readonly Topic[];
  /** Those that a later phase than the section's own requires. The section can be written without them. */
  readonly laterTopics: ReadonlySet<Topic>;
  /** Whether the level requires gates. If not, the template's item for them may stay. */
  readonly gates: boolean;
}

/** The requirements of a level for each section of a template, in the order of the template. */
export const demandsAt = memo((template: Template, level: Level | undefined): readonly Demand[] => {
  const gates = gatesAt(template, level).length > 0;
  return template.sections.map((known): Demand => {
    const phases = phasesAt(known, level);
    const topics = topicsAt(known, level);
    const laterTopics = new Set(topics.filter((topic) => (topic.phase ?? 0) > (phases[0] ?? 0)));
    return { need: needOf(template, known, level), phases, topics, laterTopics, gates };
  });
});

/** Like `demandsAt`, for a document in another language than its template, in which topics cannot be found by words. */
export const demandsWithoutTopics = memo((template: Template, level: Level | undefined): readonly Demand[] =>
  demandsAt(template, level).map((demand) => ({ ...demand, topics: [] })),
);

/** The phases in which a section is written at a level, lowest first. The section counts in the first. */
export function phasesAt(section: TemplateSection, level: Level | undefined): number[] {
  const name = level && fold(level.name);
  return section.phases
    .filter((phase) => !phase.levels || (name !== undefined && phase.levels.has(name)))
    .map((phase) => phase.number)
    .sort((a, b) => a - b);
}

/** Whether a level requires or recommends a section; see docs/reference.md, "Required and recommended sections". */
export function needOf(template: Template, section: TemplateSection, level: Level | undefined): Need {
  const { policy } = section;
  if (section.isRepeated || section.isOptional)
    return !section.isRepeated && isFrom(template, policy['recommended-from'], level)
      ? 'recommended'
      : 'none';
  const phase = phasesAt(section, level)[0];
  const isInReach = phase === undefined || isPhaseRequired(level, phase);
  const hasPhase = phase !== undefined || template.phases.length === 0;
  const from = policy['required-from'];
  // A level that the template does not have is ignored here, and reported in the template.
  const hasFrom = from === 'never' || levelOf(template, from) !== undefined;
  const required = hasFrom ? isFrom(template, from, level) : hasPhase;
  if (isInReach && required) return 'required';
  return isInReach && isFrom(template, policy['recommended-from'], level) ? 'recommended' : 'none';
}

/** Whether a level requires a phase. Without a level, every phase is required. */
export function isPhaseRequired(level: Level | undefined, phase: number): boolean {
  return level?.highestPhase === undefined || phase <= level.highestPhase;
}

/** The topics of a section that a level requires. */
export function topicsAt(section: TemplateSection, level: Level | undefined): Topic[] {
  return section.topics.filter(
    ({ from }) => from === 'always' || (from && level && from.index <= level.index),
  );
}

/** The names of the gates that a level requires. */
export function gatesAt(template: Template, level: Level | undefined): readonly string[] {
  const entries = Object.entries(template.gates?.levels ?? {});
  return entries.find(([name]) => level && fold(name) === fold(level.name))?.[1] ?? [];
}

function isFrom(template: Template, from: string | undefined, level: Level | undefined): boolean {
  const first = levelOf(template, from);
  return first !== undefined && (level?.index ?? Number.POSITIVE_INFINITY) >= first.index;
}

function levelOf({ levels }: Template, name: string | undefined): Level | undefined {
  return name === undefined ? undefined : levels.find((known) => fold(known.name) === fold(name));
}
