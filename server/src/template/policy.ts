/**
 * Settings for what a template cannot say in prose: the value of `design-docs` in its front matter. Keys of `sections`
 * are headings, and are folded for comparisons. `policy-schema.ts` describes each key for authors.
 */
export interface Policy {
  readonly version?: number | string;
  /** The display name of the template. Default: its title, or its file name if the title is a placeholder. */
  readonly name?: string;
  /** The purpose of the template, in one sentence. */
  readonly description?: string;
  /** The origin of the template, and its license. */
  readonly source?: string;
  /** The label of the field that lists the quality levels. Default: `Quality Level`. */
  readonly 'level-field'?: string;
  /** The highest phase that each level requires. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Labels of fields whose value must be one of the template's choices. */
  readonly 'strict-choices'?: readonly string[];
  readonly sections?: Readonly<Record<string, SectionPolicy | null>>;
  readonly gates?: GatePolicy;
}

export interface SectionPolicy {
  /** The phase of the section, if it has no phase marker. */
  readonly phase?: number;
  /** Whether the section is optional. The same as `(optional)` in its heading. */
  readonly optional?: boolean;
  /** Whether the section may occur several times. */
  readonly repeats?: boolean;
  /** The lowest level that requires the section, or `never`. Default: the lowest level that requires its phase. */
  readonly 'required-from'?: string;
  /** The lowest level that recommends the section. */
  readonly 'recommended-from'?: string;
  /** Other headings that name the section, such as former ones. */
  readonly aliases?: readonly string[];
  /** Whether the section may have a heading and no text. */
  readonly 'may-be-empty'?: boolean;
  /** Labels of guidance items that may stay in a finished document, along with the items nested under them. */
  readonly 'may-stay'?: readonly string[];
  /** Labels in the template that are only examples, not topics. */
  readonly examples?: readonly string[];
  /** Whether the labels, nested headings, and first table columns of the section define names for the document. */
  readonly 'defines-names'?: boolean;
  readonly topics?: readonly TopicPolicy[];
}

export interface TopicPolicy {
  readonly label: string;
  /** The lowest level that requires the topic. */
  readonly from: string;
  /** The phase that requires the topic. Default: the phase of the section. */
  readonly phase?: number;
  /** Words that count as an answer to the topic, anywhere in the section's text. */
  readonly terms?: readonly string[];
  readonly guidance?: string;
}

export interface GatePolicy {
  /** The heading of the section where a document lists its gates. */
  readonly section: string;
  /** The label of the text that lists the gates. */
  readonly label: string;
  /** The gates, each with the words that count as mentioning it. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** The gates that each quality level requires. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
}

/** A reference in a policy that does not fit its template. */
export interface PolicyProblem {
  /** The keys and list indexes that lead to the problem. */
  readonly path: readonly (string | number)[];
  /** Whether the last key of the path is wrong, or its value. */
  readonly what: 'key' | 'value';
  /** What is wrong and what to do, in full sentences. */
  readonly message: string;
}
