import type { Comment } from '../markdown/blocks.ts';
import { leafSource, type Markdown } from '../markdown/markdown.ts';
import { fold, foldHeading, slug } from '../text/fold.ts';
import type { Memory } from '../text/memory.ts';
import { mentioning } from '../text/words.ts';
import { checkPolicy, type PolicyProblem } from './check-policy.ts';
import { fieldsIn } from './fields.ts';
import { readTemplateHeading } from './heading.ts';
import { type ChoiceField, findChoices, findLevelChoice, levelFieldName } from './levels.ts';
import { type Outline, readOutline, type Section } from './outline.ts';
import { type PhaseMarker, readPhaseMarker } from './phase-marker.ts';
import type { GatePolicy, Policy, SectionPolicy } from './policy.ts';
import { readSections } from './read-sections.ts';
import type { Wordings } from './wording.ts';

/** A Markdown template read as a schema; see docs/reference.md, "How a template is read". */
export interface Template {
  readonly id: string;
  /** The policy's name for it, else the title, else the id. */
  readonly title: string;
  /** What the title is in the documents; `undefined` if the template has none or its title is a placeholder. */
  readonly fixedTitle: string | undefined;
  /** Whether a document is to have a title. */
  readonly hasTitle: boolean;
  readonly markdown: Markdown;
  readonly outline: Outline;
  /** In the order of their numbers. */
  readonly phases: readonly Phase[];
  /** From the least rigour to the most; empty if the template has no level field. */
  readonly levels: readonly Level[];
  /** All sections below the title in document order, nested ones behind their parents. */
  readonly sections: readonly TemplateSection[];
  readonly levelField: LevelField | undefined;
  /** The other fields that list their choices. */
  readonly choices: readonly Choice[];
  readonly gates: GatePolicy | undefined;
  /** Whether a folded text names a gate, by one of its words. */
  namesGate(gate: string, text: string): boolean;
  readonly policy: Policy;
  /** What is wrong with the policy; the rest of the template works all the same. */
  readonly problems: readonly PolicyProblem[];
  /** What others found out about it. */
  readonly memory: Memory;
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
  /** The section that holds it; `undefined` if it stands above the sections or in the front matter. */
  readonly section: TemplateSection | undefined;
  readonly place: ChoiceField['place'];
  readonly label: string;
  readonly name: string;
  /** The choice as the template writes it: `a | b | c`. */
  readonly choice: string;
}

export interface Choice {
  readonly label: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly section: TemplateSection | undefined;
  /** Whether a document must take one of the values. */
  readonly isStrict: boolean;
}

export interface TemplateSection {
  /** Unique within the template. */
  readonly id: string;
  readonly index: number;
  readonly title: string;
  /** The folded heading, then its folded aliases. */
  readonly names: readonly string[];
  readonly rank: number;
  readonly parent: TemplateSection | undefined;
  readonly source: Section;
  /** The folded headings that it stands for, 0 to n times; `undefined` for a section with a name of its own. */
  readonly pattern: RegExp | undefined;
  /** Whether it, or a section around it, stands for any number of sections. */
  readonly isRepeated: boolean;
  /** Whether the template or the policy says that it may be left out. */
  readonly isOptional: boolean;
  /** The marker comment as the template writes it, and what it says. */
  readonly markerText: string | undefined;
  readonly phases: readonly SectionPhase[];
  readonly policy: SectionPolicy;
  readonly topics: readonly Topic[];
  /** The template's own text in this section, and what of it may stay for good. */
  readonly wordings: Wordings;
  readonly mayStay: Wordings;
  /** What stands in brackets in its text for words of the author's, `{title of option 1}`, folded. */
  readonly placeholders: ReadonlySet<string>;
  /** The line that asks for gates, which may stay at a level that asks for none. */
  readonly gatesLine: Wordings;
  /** What others found out about it. */
  readonly memory: Memory;
}

/** A phase in which a section is written; at some levels only if there is a filter. */
export interface SectionPhase {
  readonly number: number;
  readonly levels: ReadonlySet<string> | undefined;
}

export interface Topic {
  readonly label: string;
  readonly name: string;
  /** Whether a folded text names it, or answers it by one of its terms. */
  isMentioned(text: string): boolean;
  /** The first level that asks for it; `always` in a template without levels; `undefined`: never asked for. */
  readonly from: Level | 'always' | undefined;
  /** The phase that it decides; `undefined`: the section's own. */
  readonly phase: number | undefined;
  readonly guidance: string;
  /** Whether the label stands in the template's own text. */
  readonly inTemplate: boolean;
}

/** Reads a template. Never throws: what cannot be used is left out and named in `problems`. */
export function parseTemplate(id: string, markdown: Markdown, policy: Policy = {}): Template {
  const outline = readOutline(markdown);
  const written = outline.sections.filter(({ heading }) => leafSource(markdown.text, heading).trim() !== '');
  const title = findTitle(markdown, written);
  const body = written.filter((section) => section !== title);
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
    memory: new Map(),
  };
}

export function findSection(template: Template, heading: string): TemplateSection | undefined {
  const name = foldHeading(heading);
  return template.sections.find((section) => section.names.includes(name));
}

function gateNames(gates: GatePolicy | undefined): Template['namesGate'] {
  const words = new Map(
    Object.entries(gates?.names ?? {}).map(([gate, names]) => [gate, mentioning([gate, ...names].map(fold))]),
  );
  return (gate, text) => words.get(gate)?.(text) ?? false;
}

/** The marker that a comment is, if it is a well-formed one. */
export function markerOf(text: string, comment: Comment): PhaseMarker | undefined {
  const reading = readPhaseMarker(text.slice(comment.body.start, comment.body.end));
  return typeof reading === 'object' ? reading : undefined;
}

/**
 * The heading that is the title: the only one of rank 1, if it is the first of all and the front matter gives no
 * other title. A template with several headings of rank 1 has sections there.
 */
function findTitle(markdown: Markdown, sections: readonly Section[]): Section | undefined {
  const [first] = sections;
  const isAlone = sections.filter(({ rank }) => rank === 1).length === 1;
  if (first?.rank !== 1 || !isAlone) return undefined;
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
      guidance: guidance && text.slice(guidance.at.start, guidance.at.end),
    };
  });
}
