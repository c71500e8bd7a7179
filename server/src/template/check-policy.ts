import { fold, foldHeading } from '../text/fold.ts';
import type { ChoiceField } from './levels.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import type { Level, Phase, TemplateSection } from './template.ts';

export interface PolicyTargets {
  readonly sections: readonly TemplateSection[];
  readonly levels: readonly Level[];
  readonly phases: readonly Phase[];
  readonly choices: readonly ChoiceField[];
}

/** Holds what a policy names against what its template has. */
export function checkPolicy(policy: Policy, known: PolicyTargets): PolicyProblem[] {
  return [
    ...levelProblems(policy, known),
    ...sectionProblems(policy, known),
    ...otherProblems(policy, known),
  ];
}

type Path = PolicyProblem['path'];

function* levelProblems({ levels = {} }: Policy, known: PolicyTargets): Generator<PolicyProblem> {
  for (const [name, phase] of Object.entries(levels)) {
    yield* unlessLevel(name, known, ['levels', name], 'key');
    yield* unlessPhase(phase, known, ['levels', name]);
  }
}

function* sectionProblems({ sections = {} }: Policy, known: PolicyTargets): Generator<PolicyProblem> {
  const owners = new Map(known.sections.map(({ names }) => [names[0], 'a heading']));
  const named = new Set<string>();
  for (const [heading, section] of Object.entries(sections)) {
    const at: Path = ['sections', heading];
    const name = foldHeading(heading);
    if (!known.sections.some((each) => each.names[0] === name))
      yield {
        path: at,
        what: 'key',
        message: `The template has no heading “${heading}”. Write it as in the template.`,
      };
    if (named.has(name))
      yield {
        path: at,
        what: 'key',
        message: `“${heading}” is the same heading as one above, and only the last one counts. Put all of it under one key.`,
      };
    named.add(name);
    if (!section) continue;
    for (const key of ['required-from', 'recommended-from'] as const) {
      if (section[key] !== undefined)
        yield* unlessLevel(section[key], known, [...at, key], 'value', ['never']);
    }
    if (section.phase !== undefined) yield* unlessPhase(section.phase, known, [...at, 'phase']);
    for (const [index, alias] of (section.aliases ?? []).entries()) {
      const owner = owners.get(foldHeading(alias));
      if (owner)
        yield {
          path: [...at, 'aliases', index],
          what: 'value',
          message: `“${alias}” is already ${owner} of this template. Give each alias to one section, and none that is a heading.`,
        };
      owners.set(foldHeading(alias), 'an alias');
    }
    for (const [index, topic] of (section.topics ?? []).entries()) {
      if (topic.from !== undefined)
        yield* unlessLevel(topic.from, known, [...at, 'topics', index, 'from'], 'value');
      if (topic.phase !== undefined)
        yield* unlessPhase(topic.phase, known, [...at, 'topics', index, 'phase']);
    }
  }
}

function* otherProblems(policy: Policy, known: PolicyTargets): Generator<PolicyProblem> {
  const { gates } = policy;
  const labels = new Set(known.choices.flatMap(({ label, name }) => [fold(label), name]));
  const lacksField = (label: string): boolean => !labels.has(fold(label));
  const field = policy['level-field'];
  if (field !== undefined && lacksField(field))
    yield { path: ['level-field'], what: 'value', message: noChoice(field) };
  for (const [index, label] of (policy['strict-choices'] ?? []).entries()) {
    if (lacksField(label)) yield { path: ['strict-choices', index], what: 'value', message: noChoice(label) };
  }
  if (!gates) return;
  if (!known.sections.some((each) => each.names[0] === foldHeading(gates.section)))
    yield {
      path: ['gates', 'section'],
      what: 'value',
      message: `The template has no heading “${gates.section}”. Write it as in the template.`,
    };
  for (const [level, names] of Object.entries(gates.levels)) {
    yield* unlessLevel(level, known, ['gates', 'levels', level], 'key');
    for (const [index, name] of names.entries()) {
      if (!Object.hasOwn(gates.names, name))
        yield {
          path: ['gates', 'levels', level, index],
          what: 'value',
          message: `“${name}” is no gate. Add it to “names”, with the words that name it.`,
        };
    }
  }
}

function noChoice(label: string): string {
  return `The template has no field “${label}” with choices. Write one as “${label}: a | b”.`;
}

function* unlessLevel(
  name: string,
  { levels }: PolicyTargets,
  path: Path,
  what: PolicyProblem['what'],
  others: readonly string[] = [],
): Generator<PolicyProblem> {
  if (others.includes(name) || levels.some((level) => fold(level.name) === fold(name))) return;
  const names = levels.map((level) => level.name).join(', ');
  const or = others.length > 0 ? `, and “${others.join('”, “')}” is a choice too` : '';
  const advice = levels.length > 0 ? `Its levels are ${names}${or}.` : 'It has no levels.';
  yield { path, what, message: `“${name}” is no quality level of the template. ${advice}` };
}

function* unlessPhase(number: number, { phases }: PolicyTargets, path: Path): Generator<PolicyProblem> {
  if (phases.some((phase) => phase.number === number)) return;
  const numbers = phases.map((phase) => phase.number).join(', ');
  const advice = phases.length > 0 ? `Its phases are ${numbers}.` : 'It has no phase markers.';
  yield { path, what: 'value', message: `The template has no Phase ${number}. ${advice}` };
}
