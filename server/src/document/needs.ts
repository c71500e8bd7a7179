import type { Level, Template, TemplateSection, Topic } from '../template/template.ts';
import { fold } from '../text/fold.ts';
import { memo } from '../text/memo.ts';

/** How much a level wants a section. */
export type Need = 'required' | 'recommended' | 'none';

/** What a level asks of a section. */
export interface Demand {
  readonly need: Need;
  /** The phases in which it is written, lowest first. */
  readonly phases: readonly number[];
  readonly topics: readonly Topic[];
  /** Topics that a later phase decides; unanswered ones do not make the section a draft. */
  readonly laterTopics: ReadonlySet<Topic>;
  /** Whether gates are asked for, so that the template's line for them may not just stay. */
  readonly gates: boolean;
}

/** What a level asks of each section of a template, in the template's order. */
export const demandsAt = memo((template: Template, level: Level | undefined): readonly Demand[] => {
  const gates = gatesAt(template, level).length > 0;
  return template.sections.map((known): Demand => {
    const phases = phasesAt(known, level);
    const topics = topicsAt(known, level);
    const laterTopics = new Set(topics.filter((topic) => (topic.phase ?? 0) > (phases[0] ?? 0)));
    return { need: needOf(template, known, level), phases, topics, laterTopics, gates };
  });
});

/** The same for a document in another language than its template, whose topics cannot be found by their words. */
export const demandsWithoutTopics = memo((template: Template, level: Level | undefined): readonly Demand[] =>
  demandsAt(template, level).map((demand) => ({ ...demand, topics: [] })),
);

/** The phases in which a section is written at a level, lowest first; it counts in the first. */
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
  const inReach = phase === undefined || isPhaseRequired(level, phase);
  const hasPhase = phase !== undefined || template.phases.length === 0;
  const from = policy['required-from'];
  // A level that the template lacks is reported there, and says nothing here.
  const isSaid = from === 'never' || levelOf(template, from) !== undefined;
  const required = isSaid ? isFrom(template, from, level) : hasPhase;
  if (inReach && required) return 'required';
  return inReach && isFrom(template, policy['recommended-from'], level) ? 'recommended' : 'none';
}

export function isPhaseRequired(level: Level | undefined, phase: number): boolean {
  return level?.highestPhase === undefined || phase <= level.highestPhase;
}

/** The topics of a section that a level asks for. */
export function topicsAt(section: TemplateSection, level: Level | undefined): Topic[] {
  return section.topics.filter(
    ({ from }) => from === 'always' || (from && level && from.index <= level.index),
  );
}

/** The gates that a level asks for. */
export function gatesAt(template: Template, level: Level | undefined): readonly string[] {
  const asked = Object.entries(template.gates?.levels ?? {});
  return asked.find(([name]) => level && fold(name) === fold(level.name))?.[1] ?? [];
}

function isFrom(template: Template, from: string | undefined, level: Level | undefined): boolean {
  const first = levelOf(template, from);
  return first !== undefined && (level?.index ?? Number.POSITIVE_INFINITY) >= first.index;
}

function levelOf({ levels }: Template, name: string | undefined): Level | undefined {
  return name === undefined ? undefined : levels.find((known) => fold(known.name) === fold(name));
}
