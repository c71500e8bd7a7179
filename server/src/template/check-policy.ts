import { fold, foldHeading } from '../text/fold.ts';
import { listed } from '../yaml/words.ts';
import type { ChoiceField } from './levels.ts';
import type { Policy, PolicyProblem } from './policy.ts';
import type { Level, Phase, TemplateSection } from './template.ts';

/** The parts of a template that its policy can refer to. */
export interface PolicyTargets {
  readonly sections: readonly TemplateSection[];
  readonly levels: readonly Level[];
  readonly phases: readonly Phase[];
  readonly choices: readonly ChoiceField[];
}

/**
 * Reports each heading, level, phase, field, and gate that a policy names and its template does not have. The shape of
 * the policy is checked against `POLICY_SCHEMA` elsewhere.
 */
export function checkPolicy(policy: Policy, targets: PolicyTargets): PolicyProblem[] {
  return [
    ...levelProblems(policy, targets),
    ...sectionProblems(policy, targets),
    ...otherProblems(policy, targets),
  ];
}

type Path = PolicyProblem['path'];

function* levelProblems({ levels = {} }: Policy, targets: PolicyTargets): Generator<PolicyProblem> {
  for (const [name, phase] of Object.entries(levels)) {
    yield* checkLevel(name, targets, ['levels', name], 'key');
    yield* checkPhase(phase, targets, ['levels', name]);
  }
}

function* sectionProblems({ sections = {} }: Policy, targets: PolicyTargets): Generator<PolicyProblem> {
  const owners = new Map(targets.sections.map(({ names }) => [names[0], 'a heading']));
  const named = new Set<string>();
  for (const [heading, section] of Object.entries(sections)) {
    const at: Path = ['sections', heading];
    const name = foldHeading(heading);
    if (!targets.sections.some((each) => each.names[0] === name))
      yield {
        path: at,
        what: 'key',
        message: `The template has no heading “${heading}”. Use a heading from the template.`,
      };
    if (named.has(name))
      yield {
        path: at,
        what: 'key',
        message: `“${heading}” is the same heading as a key above, and only the last one is used. Combine them under one key.`,
      };
    named.add(name);
    if (!section) continue;
    for (const key of ['required-from', 'recommended-from'] as const) {
      if (section[key] !== undefined)
        yield* checkLevel(section[key], targets, [...at, key], 'value', ['never']);
    }
    if (section.phase !== undefined) yield* checkPhase(section.phase, targets, [...at, 'phase']);
    for (const [index, alias] of (section.aliases ?? []).entries()) {
      const owner = owners.get(foldHeading(alias));
      if (owner)
        yield {
          path: [...at, 'aliases', index],
          what: 'value',
          message: `“${alias}” is already ${owner} in this template. An alias must belong to one section and must not be a heading.`,
        };
      owners.set(foldHeading(alias), 'an alias');
    }
    for (const [index, topic] of (section.topics ?? []).entries()) {
      if (topic.from !== undefined)
        yield* checkLevel(topic.from, targets, [...at, 'topics', index, 'from'], 'value');
      if (topic.phase !== undefined)
        yield* checkPhase(topic.phase, targets, [...at, 'topics', index, 'phase']);
    }
  }
}

function* otherProblems(policy: Policy, targets: PolicyTargets): Generator<PolicyProblem> {
  const { gates } = policy;
  const labels = new Set(targets.choices.flatMap(({ label, name }) => [fold(label), name]));
  const lacksField = (label: string): boolean => !labels.has(fold(label));
  const field = policy['level-field'];
  if (field !== undefined && lacksField(field))
    yield { path: ['level-field'], what: 'value', message: noChoiceField(field) };
  for (const [index, label] of (policy['strict-choices'] ?? []).entries()) {
    if (lacksField(label))
      yield { path: ['strict-choices', index], what: 'value', message: noChoiceField(label) };
  }
  if (!gates) return;
  if (!targets.sections.some((each) => each.names[0] === foldHeading(gates.section)))
    yield {
      path: ['gates', 'section'],
      what: 'value',
      message: `The template has no heading “${gates.section}”. Use a heading from the template.`,
    };
  for (const [level, names] of Object.entries(gates.levels)) {
    yield* checkLevel(level, targets, ['gates', 'levels', level], 'key');
    for (const [index, name] of names.entries()) {
      if (!Object.hasOwn(gates.names, name))
        yield {
          path: ['gates', 'levels', level, index],
          what: 'value',
          message: `“${name}” is not a gate. Add it to “names” with the words that mention it.`,
        };
    }
  }
}

function noChoiceField(label: string): string {
  return `The template has no field “${label}” with choices. Add one, such as “${label}: a | b”.`;
}

function* checkLevel(
  name: string,
  { levels }: PolicyTargets,
  path: Path,
  what: PolicyProblem['what'],
  others: readonly string[] = [],
): Generator<PolicyProblem> {
  if (others.includes(name) || levels.some((level) => fold(level.name) === fold(name))) return;
  const usable = [...levels.map((level) => level.name), ...others.map((other) => `“${other}”`)];
  const advice = levels.length > 0 ? `Use ${listed(usable)}.` : 'It has no levels.';
  yield { path, what, message: `“${name}” is not a quality level of the template. ${advice}` };
}

function* checkPhase(number: number, { phases }: PolicyTargets, path: Path): Generator<PolicyProblem> {
  if (phases.some((phase) => phase.number === number)) return;
  const numbers = phases.map((phase) => phase.number).join(', ');
  const advice = phases.length > 0 ? `Its phases are ${numbers}.` : 'It has no phase markers.';
  yield { path, what: 'value', message: `The template has no Phase ${number}. ${advice}` };
}
