/**
 * What a template cannot say in prose; it stands in the template's front matter under `design-docs`. Keys of
 * `sections` are headings, compared folded. `policy-schema.ts` describes each key to authors.
 */
export interface Policy {
  readonly version?: number | string;
  /** What the template is called where its title is a placeholder. Default: its file's name. */
  readonly name?: string;
  /** What the template is for, in a sentence. */
  readonly description?: string;
  readonly source?: string;
  /** The label of the field that lists the levels. Default: `Quality Level`. */
  readonly 'level-field'?: string;
  /** The highest phase that each level requires. */
  readonly levels?: Readonly<Record<string, number>>;
  /** Labels of fields whose value must be one of the template's choices. */
  readonly 'strict-choices'?: readonly string[];
  readonly sections?: Readonly<Record<string, SectionPolicy | null>>;
  readonly gates?: GatePolicy;
}

export interface SectionPolicy {
  /** The phase of a section that has no marker. */
  readonly phase?: number;
  /** Whether the section may be left out, as `(optional)` in its heading says too. */
  readonly optional?: boolean;
  /** Whether the section may stand several times. */
  readonly repeats?: boolean;
  /** The first level that requires the section, or `never`. Default: as soon as its phase is required. */
  readonly 'required-from'?: string;
  /** The first level that recommends it. */
  readonly 'recommended-from'?: string;
  /** Former or other names of the heading. */
  readonly aliases?: readonly string[];
  /** Whether a heading alone is enough. */
  readonly 'may-be-empty'?: boolean;
  /** Labels whose text, with all that is nested under it, may stay in a finished document. */
  readonly 'may-stay'?: readonly string[];
  /** Labels that are only examples of what to write. */
  readonly examples?: readonly string[];
  /** Whether its entries are names, which the rest of the document uses: labels, nested headings, first columns. */
  readonly 'defines-names'?: boolean;
  readonly topics?: readonly TopicPolicy[];
}

export interface TopicPolicy {
  readonly label: string;
  /** The first level that asks for it. */
  readonly from: string;
  /** The phase that it decides. Default: the section's own. */
  readonly phase?: number;
  /** Words that show, anywhere in the section's prose, that the topic is answered. */
  readonly terms?: readonly string[];
  readonly guidance?: string;
}

export interface GatePolicy {
  readonly section: string;
  readonly label: string;
  /** The gates, each with the words by which a document may name it. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** The gates that each level asks for. */
  readonly levels: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with a policy, and under which keys; `what` is whether the key itself is wrong or its value. */
export interface PolicyProblem {
  readonly path: readonly (string | number)[];
  readonly what: 'key' | 'value';
  /** What is wrong and what to do, in plain sentences. */
  readonly message: string;
}
