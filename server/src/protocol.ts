import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';

/** The custom part of the protocol: names and types only. The client imports this file and no other of the server. */

/** What a client tells the server at the start; an editor that sends nothing gets every standard feature. */
export interface InitializationOptions {
  /** Features that the host offers for Markdown already; the server leaves them to it. */
  readonly hostProvides?: readonly HostFeature[];
  /** Whether the client wants readiness notifications. */
  readonly readiness?: boolean;
  /** The address of the rules' pages up to the rule's id, for example `vscode://publisher.extension/rules/`. */
  readonly rulePages?: string;
  /** The URI of the folder of the built-in templates, with its last slash, so that findings can point into them. */
  readonly templatesFolder?: string;
}

export type HostFeature = 'documentSymbol' | 'foldingRange' | 'selectionRange';

/** Server to client: how far a document is. Sent when it changes, and once with kind `none` for other files. */
export const READINESS = 'designDocs/readiness';

export interface Readiness {
  readonly uri: string;
  readonly version: number;
  readonly kind: 'document' | 'candidate' | 'template' | 'none';
  /** Why the file counts as that kind, in one sentence. */
  readonly why: string;
  readonly template: { readonly id: string; readonly title: string } | undefined;
  /** The level that the document is judged by, and whether it says so itself. */
  readonly level: { readonly name: string; readonly isSet: boolean } | undefined;
  /** The template's levels, from the least rigour to the most. */
  readonly levels: readonly LevelInfo[];
  /** The lowest phase in which something is left; `undefined` when nothing is. */
  readonly currentPhase: number | undefined;
  /** Sections that the level requires: how many are written or waived, of how many. */
  readonly done: number;
  readonly total: number;
  /** What is left for the level: sections not done, and sections whose later topics are not answered. */
  readonly left: number;
  readonly phases: readonly ReadinessPhase[];
  /** Sections of no phase: optional ones and the author's own. */
  readonly anyPhase: readonly ReadinessSection[];
}

export interface LevelInfo {
  readonly name: string;
  /** What the template says of the level. */
  readonly guidance: string | undefined;
  /** How many sections it requires. */
  readonly required: number;
}

export interface ReadinessPhase {
  readonly number: number;
  readonly name: string;
  /** Whether the document's level asks for this phase. */
  readonly required: boolean;
  readonly done: number;
  readonly total: number;
  readonly sections: readonly ReadinessSection[];
}

export interface ReadinessSection {
  /** Unique within one readiness, and stable while the document is edited. */
  readonly key: string;
  /** The template's id of the section; `undefined` for the author's own. */
  readonly section: string | undefined;
  readonly title: string;
  readonly state: 'missing' | 'empty' | 'unwritten' | 'waived' | 'draft' | 'written' | 'own';
  readonly need: 'required' | 'recommended' | 'none';
  /** Whether nothing more is asked of it here. */
  readonly done: boolean;
  /** Whether it counts in an earlier phase and only its further topics are asked for here. */
  readonly alsoHere: boolean;
  /** Topics that are asked for here and not answered. */
  readonly unanswered: readonly string[];
  /** The whole section, and its heading; `undefined` if it is missing. */
  readonly range: Range | undefined;
  readonly heading: Range | undefined;
}

/** Client to server: the edit for a command. Null if there is nothing to do, or the document is not open. */
export const EDIT = 'designDocs/edit';

export interface EditParams {
  readonly uri: string;
  readonly action: EditAction;
}

export type EditAction =
  | { readonly kind: 'insertSection'; readonly section: string }
  | { readonly kind: 'setLevel'; readonly level: string }
  | { readonly kind: 'useTemplate'; readonly template: string };

export type EditResult = WorkspaceEdit | null;

/** Client to server: the templates that documents can be written from. No parameters. */
export const TEMPLATES = 'designDocs/templates';

export interface TemplateInfo {
  readonly id: string;
  readonly title: string;
  readonly levels: readonly LevelInfo[];
}

/** Client to server: the text of a new document; null for an unknown template or level. */
export const SKELETON = 'designDocs/skeleton';

export interface SkeletonParams {
  readonly template: string;
  readonly level: string | undefined;
  readonly title: string;
}

export type SkeletonResult = string | null;
