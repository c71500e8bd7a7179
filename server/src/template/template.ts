import type { Markdown } from '../markdown/markdown.ts';
import type { Outline, Section } from '../structure/sections.ts';
import { foldHeading } from '../text/fold.ts';
import type { ChoiceField } from './levels.ts';
import type { GatePolicy, Policy, PolicyProblem, SectionPolicy } from './policy.ts';
import type { Wordings } from './wording.ts';

/** A Markdown template read as a schema; see docs/reference.md, "How a template is read". */
export interface Template {
  readonly id: string;
  /** The display name: `name` in the policy, otherwise the title, otherwise the id. */
  readonly title: string;
  /** The title; `undefined` if the template has none or it has a placeholder. */
  readonly fixedTitle: string | undefined;
  /** Whether documents need a title. */
  readonly hasTitle: boolean;
  readonly markdown: Markdown;
  readonly outline: Outline;
  /** Sorted by number. */
  readonly phases: readonly Phase[];
  /** From the least rigor to the most; empty if the template has no level field. */
  readonly levels: readonly Level[];
  /** All sections except the title, in document order. A parent comes before its nested sections. */
  readonly sections: readonly TemplateSection[];
  readonly levelField: LevelField | undefined;
  /** The other fields that list choices. */
  readonly choices: readonly Choice[];
  readonly gates: GatePolicy | undefined;
  /** Whether a folded text contains the name of a gate or one of its words; false for an unknown gate. */
  namesGate(gate: string, text: string): boolean;
  readonly policy: Policy;
  /** References of the policy that do not fit the template. They are ignored. */
  readonly problems: readonly PolicyProblem[];
}

export interface Phase {
  readonly number: number;
  readonly name: string;
}

export interface Level {
  readonly name: string;
  /** The index in `Template.levels`. */
  readonly index: number;
  /** The highest phase that the level requires; `undefined` if it requires every phase. */
  readonly highestPhase: number | undefined;
  /** The text of the field with the level's name in the section of the level field; `undefined` if there is none. */
  readonly guidance: string | undefined;
}

export interface LevelField {
  /** The section that contains it; `undefined` if it is above the sections or in the front matter. */
  readonly section: TemplateSection | undefined;
  readonly place: ChoiceField['place'];
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  /** The source of the value: `a | b | c`. */
  readonly choice: string;
}

/** A field that lists choices, except the level field. */
export interface Choice {
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  readonly values: readonly string[];
  readonly section: TemplateSection | undefined;
  /** Whether a document must use one of the values. */
  readonly isStrict: boolean;
}

export interface TemplateSection {
  /** Unique within the template. */
  readonly id: string;
  /** The index in `Template.sections`. */
  readonly index: number;
  readonly title: string;
  /** The folded heading, then the folded aliases. */
  readonly names: readonly string[];
  readonly rank: number;
  readonly parent: TemplateSection | undefined;
  /** The section in the template's outline. */
  readonly source: Section;
  /** Matches the folded headings that this section stands for; `undefined` for a section with a fixed heading. */
  readonly pattern: RegExp | undefined;
  /** Whether a document can have any number of this section, or of a section around it. */
  readonly isRepeated: boolean;
  readonly isOptional: boolean;
  /** The source of the section's own marker comment; `undefined` if it has none. */
  readonly markerText: string | undefined;
  /** From the marker, the policy, or the parent. */
  readonly phases: readonly SectionPhase[];
  readonly policy: SectionPolicy;
  readonly topics: readonly Topic[];
  /** The template's own text in this section, including nested sections and the text that fixes insert for topics. */
  readonly wordings: Wordings;
  /** The part of that text that may stay in a finished document. */
  readonly mayStay: Wordings;
  /** The part of that text that answers for itself: boxes, default values, a license, and `may-stay` of the policy. */
  readonly answers: Wordings;
  /** The part of that text that can be an answer or be left over: open choices, and sentences about a bold term. */
  readonly doubtful: Wordings;
  /** The part of that text that the template has in block quotes. */
  readonly quoted: Wordings;
  /** The folded placeholders in brackets in this section, such as `{title of option 1}`. */
  readonly placeholders: ReadonlySet<string>;
  /** The item that asks for gates. It may stay at a level that requires no gates. */
  readonly gatesLine: Wordings;
}

/** A phase in which a section is written. */
export interface SectionPhase {
  readonly number: number;
  /** The folded names of the levels at which the phase applies; `undefined` if it applies at all levels. */
  readonly levels: ReadonlySet<string> | undefined;
}

/** A point that a section should cover; see docs/reference.md, "Topics". */
export interface Topic {
  readonly label: string;
  /** The folded label, for comparisons. */
  readonly name: string;
  /** Whether a folded text contains the label or one of the terms. */
  isMentioned(text: string): boolean;
  /** The lowest level that requires the topic; `'always'` in a template without levels; `undefined` if none does. */
  readonly from: Level | 'always' | undefined;
  /** The phase that requires the topic; `undefined` for the phase of the section. */
  readonly phase: number | undefined;
  readonly guidance: string;
  /** Whether the template's own text has the label. */
  readonly inTemplate: boolean;
}

/** The section that a heading names by its own name or an alias, after folding; `undefined` if there is none. */
export function findSection(template: Template, heading: string): TemplateSection | undefined {
  const name = foldHeading(heading);
  return template.sections.find((section) => section.names.includes(name));
}
