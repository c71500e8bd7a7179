import type { BoundSection, DesignDocument } from '../document/document.ts';
import type { Suppression } from '../document/suppressions.ts';
import type { Section } from '../structure/sections.ts';
import type { TemplateFile } from '../template/template-file.ts';
import type { Range, TextEdit } from '../text/range.ts';
import type { Schema } from '../yaml/schema.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The documentation of a rule: for its page, the settings, and the README. The file's name is the id. */
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
  /** The options that can be set besides the severity, by name. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** Shown on the rule's page, and run as tests. */
  readonly examples: Examples;
}

/** A JSON Schema with a description and a default. Settings and config files are validated against it. */
export type RuleOption = Schema & { readonly description: string; readonly default: unknown };

/** A rule for documents: how to find a problem, how to describe it, and how to fix it. */
export interface Rule<F extends Found = Found> extends RuleInfo {
  find(document: DesignDocument, context: Context): Iterable<F>;
  /** What is wrong, why, and what to do, in one or two plain sentences. */
  message(found: F, document: DesignDocument): string;
  /** The possible fixes, best first. Each changes the document. */
  fix?(found: F, document: DesignDocument): readonly Fix[];
  /** Whether the preferred fix changes none of the author's words and can be applied without review. */
  isSafe?(found: F, document: DesignDocument): boolean;
}

/** A rule for template files. */
export interface TemplateRule<F extends Found = Found> extends RuleInfo {
  readonly group: 'template files';
  readonly severity: Severity;
  find(file: TemplateFile): Iterable<F & { readonly severity?: Severity }>;
  message(found: F, file: TemplateFile): string;
}

/** What a rule can use besides the document. */
export interface Context {
  /** The severity of something missing in a section; `undefined` if the level does not require it. */
  severityOf(section: BoundSection): Severity | undefined;
  /** The rule's options by name, with defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The suppressed rules that ran and found nothing to suppress. Complete after all other rules have run. */
  unused(suppression: Suppression): readonly string[];
  readonly ruleIds: readonly string[];
}

/** What a rule finds, before there is a message. */
export interface Found {
  readonly at: Range;
  /** The section of a progressive finding. Its phase and the document's level decide the severity. */
  readonly section?: BoundSection;
  /** Whether a progressive finding is a hint at most, because it can be wrong. */
  readonly isDoubtful?: boolean;
  /** The phase in which it is required, if that is not the section's own phase. */
  readonly phase?: number | undefined;
  readonly related?: readonly Related[];
  /** If one finding reports several things: a name for each that stays the same when others are fixed. */
  readonly parts?: readonly string[];
}

/** A range in the document or its template that explains a finding. */
export interface Related extends Range {
  readonly in: 'document' | 'template';
  readonly message: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Whether to apply this fix if the user does not choose between several. */
  readonly preferred?: boolean;
  /** Why the user gets a preview: what the fix removes, moves, or adds in many places. */
  readonly preview?: string;
  /** The heading that the fix renames. Links to it in other documents have to be updated. */
  readonly renames?: Section;
}

/**
 * A document with findings of the rule, and one without. In `bad`, `~~~` under a line marks each finding. `fixed` is
 * the result of applying the preferred fix, or else the first fix, to `bad`.
 */
export interface Examples {
  readonly bad: string;
  readonly good: string;
  readonly fixed?: string;
  /** The source of the template. Default: the technical design. */
  readonly template?: string;
}

/** Checks a rule against the type of its findings, then erases that type so all rules fit in one list. */
export function defineRule<F extends Found>(rule: Rule<F>): Rule {
  return rule as unknown as Rule;
}

export function defineTemplateRule<F extends Found>(rule: TemplateRule<F>): TemplateRule {
  return rule as unknown as TemplateRule;
}
