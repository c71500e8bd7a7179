import type { BoundSection, DesignDocument } from '../document/document.ts';
import type { Suppression } from '../document/suppressions.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateFile } from '../template/template-file.ts';
import type { Range, TextEdit } from '../text/range.ts';
import type { Schema } from '../yaml/schema.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What is told of a rule: on its page, in the settings and in the README. The file's name is its id. */
export interface RuleInfo {
  readonly id: string;
  readonly group:
    | 'structure'
    | 'phase markers'
    | 'quality level'
    | 'content'
    | 'suppressions'
    | 'template files';
  /** `progressive` depends on phase and level; see docs/reference.md, "Progressive severity". */
  readonly severity: Severity | 'progressive';
  /** What the rule finds, in one sentence. */
  readonly summary: string;
  /** Why that matters to an author or a reader. */
  readonly why: string;
  /** What can be set of it besides its severity, by name. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Shown on the rule's page and run as tests. */
  readonly examples: Examples;
}

/** A JSON Schema with a description and a default, which the settings and the config file are checked by. */
export type RuleOption = Schema & { readonly description: string; readonly default: unknown };

/** A rule about documents: how a problem is found, what is said of it, and how it is mended. */
export interface Rule<F extends Found = Found> extends RuleInfo {
  find(document: DesignDocument, context: Context): Iterable<F>;
  /** What is wrong, why, and what to do, in plain sentences. */
  say(found: F, document: DesignDocument): string;
  /** The ways to mend it, best first; each changes the document. */
  fix?(found: F, document: DesignDocument): readonly Fix[];
  /** Whether the preferred fix may be applied unseen, with others that may: it changes none of the author's words. */
  isSafe?(found: F, document: DesignDocument): boolean;
}

/** A rule about template files. */
export interface TemplateRule<F extends Found = Found> extends RuleInfo {
  readonly group: 'template files';
  readonly severity: Severity;
  find(file: TemplateFile): Iterable<F & { readonly severity?: Severity }>;
  say(found: F, file: TemplateFile): string;
}

/** What a rule may ask besides the document. */
export interface Context {
  /** The severity of something that a section lacks; `undefined` if the level does not ask for it. */
  severityOf(section: BoundSection): Severity | undefined;
  /** The rule's options by name, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The suppressed rules that ran and found nothing there. Complete once all other rules have run. */
  unused(suppression: Suppression): readonly string[];
  readonly ruleIds: readonly string[];
}

/** What a rule finds, before it is worded. */
export interface Found {
  readonly at: Range;
  /** The section that a progressive finding is about; its phase and level decide the severity. */
  readonly section?: BoundSection;
  /** The phase in which it is due, if that is not the section's own. */
  readonly phase?: number | undefined;
  readonly related?: readonly Related[];
  /** Where one finding tells of several things: each by a name that stays when the others are mended. */
  readonly parts?: readonly string[];
}

/** A place that explains a finding, in the document or in its template. */
export interface Related extends Range {
  readonly in: 'document' | 'template';
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether it may be applied without a choice between this and others. */
  readonly preferred?: boolean;
  /** Why it is shown before it is done: what it takes away, moves, or adds in many places. */
  readonly preview?: string;
  /** The heading that it renames, whose links in other documents then have to follow. */
  readonly renames?: Section;
}

/**
 * Documents in which the rule finds something and in which it does not. In `bad`, `~~~` under a line marks each
 * place that is found. `fixed` is what the preferred fix, or the first, makes of `bad`.
 */
export interface Examples {
  readonly bad: string;
  readonly good: string;
  readonly fixed?: string;
  /** The source of the template by which they are judged; the technical design, if none is given. */
  readonly template?: string;
}

/** Fixes the type of what a rule finds, and forgets it again for the list of all rules. */
export function defineRule<F extends Found>(rule: Rule<F>): Rule {
  return rule as unknown as Rule;
}

export function defineTemplateRule<F extends Found>(rule: TemplateRule<F>): TemplateRule {
  return rule as unknown as TemplateRule;
}
