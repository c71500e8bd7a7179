import type { Markdown } from '../markdown/markdown.ts';
import type { Outline, Section } from '../structure/sections.ts';
import { foldHeading } from '../text/fold.ts';
import type { ChoiceField } from './levels.ts';
import type { GatePolicy, Policy, PolicyProblem, SectionPolicy } from './policy.ts';
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

export function findSection(template: Template, heading: string): TemplateSection | undefined {
  const name = foldHeading(heading);
  return template.sections.find((section) => section.names.includes(name));
}
