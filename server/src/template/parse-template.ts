import { leafSource, type Markdown } from '../markdown/markdown.ts';
import { fieldsIn } from '../structure/fields.ts';
import { readTemplateHeading } from '../structure/heading.ts';
import { markerOf } from '../structure/phase-marker.ts';
import { type Outline, readOutline, type Section } from '../structure/sections.ts';
import { fold, slug } from '../text/fold.ts';
import { mentioning } from '../text/words.ts';
import { checkPolicy } from './check-policy.ts';
import { type ChoiceField, findChoices, findLevelChoice, levelFieldName } from './levels.ts';
import type { GatePolicy, Policy } from './policy.ts';
import { readSections } from './read-sections.ts';
import type { Level, Phase, Template } from './template.ts';

/** Reads a template. Never throws: parts of the policy that cannot be used are ignored and reported in `problems`. */
export function parseTemplate(id: string, markdown: Markdown, policy: Policy = {}): Template {
  const outline = readOutline(markdown);
  const named = outline.sections.filter(({ heading }) => leafSource(markdown.text, heading).trim() !== '');
  const title = findTitle(markdown, named);
  const body = named.filter((section) => section !== title);
  const phases = readPhases(markdown, outline);
  const choices = findChoices(markdown, outline);
  const levelChoice = findLevelChoice(choices, policy);
  const levels = readLevels(markdown.text, levelChoice, phases, policy);
  const bound = readSections({ markdown, policy, levels }, body);
  const sections = [...bound.values()];
  const heading = title && readTemplateHeading(markdown.text, title.heading);
  const strict = new Set((policy['strict-choices'] ?? []).map(fold));
  return {
    id,
    title: policy.name ?? ((heading?.pattern ? '' : heading?.title) || id),
    fixedTitle: heading?.pattern ? undefined : heading?.title,
    hasTitle: (title ?? frontMatterTitle(markdown)) !== undefined,
    markdown,
    outline,
    phases,
    levels,
    sections,
    levelField: levelChoice && {
      section: levelChoice.source && bound.get(levelChoice.source),
      place: levelChoice.place,
      label: levelChoice.label,
      name: levelFieldName(policy),
      choice: levelChoice.text,
    },
    choices: choices
      .filter((choice) => choice !== levelChoice)
      .map(({ label, name, values, source }) => ({
        label,
        name,
        values,
        section: source && bound.get(source),
        isStrict: strict.has(fold(label)) || strict.has(name),
      })),
    gates: policy.gates,
    namesGate: gateNames(policy.gates),
    policy,
    problems: checkPolicy(policy, { sections, levels, phases, choices }),
  };
}

function gateNames(gates: GatePolicy | undefined): Template['namesGate'] {
  const words = new Map(
    Object.entries(gates?.names ?? {}).map(([gate, names]) => [gate, mentioning([gate, ...names].map(fold))]),
  );
  return (gate, text) => words.get(gate)?.(text) ?? false;
}

/**
 * The section of the title: the first section, if it is the only one of rank 1 and the front matter has no other title;
 * see docs/reference.md, "Titles and sections".
 */
function findTitle(markdown: Markdown, sections: readonly Section[]): Section | undefined {
  const [first] = sections;
  const isOnlyOne = sections.filter(({ rank }) => rank === 1).length === 1;
  if (first?.rank !== 1 || !isOnlyOne) return undefined;
  const title = frontMatterTitle(markdown);
  return title === undefined || slug(title) === slug(first.title) ? first : undefined;
}

function frontMatterTitle({ frontMatter }: Markdown): string | undefined {
  const fields = frontMatter?.fields ?? [];
  return fields.find(({ key, value }) => key === 'title' && value)?.value;
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

function readLevels(
  text: string,
  choice: ChoiceField | undefined,
  phases: readonly Phase[],
  policy: Policy,
): Level[] {
  if (!choice) return [];
  const fields = [...fieldsIn(text, choice.source?.blocks ?? [])];
  const names = [...new Map(choice.values.map((name) => [fold(name), name])).values()];
  const highest = new Map(Object.entries(policy.levels ?? {}).map(([name, phase]) => [fold(name), phase]));
  return names.map((name, index) => {
    const guidance = fields.find((field) => field.name === fold(name));
    return {
      name,
      index,
      highestPhase:
        highest.get(fold(name)) ?? (names.length === phases.length ? phases[index]?.number : undefined),
      guidance: guidance && text.slice(guidance.valueRange.start, guidance.valueRange.end),
    };
  });
}
