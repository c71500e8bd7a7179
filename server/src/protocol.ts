import type { Location, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type {
  LevelInfo,
  ReadinessOf,
  ReadinessPhaseOf,
  ReadinessSectionOf,
} from './features/progress/readiness.ts';
import type { EditRequest, SkeletonRequest, TemplateSummary } from './service.ts';

export type { LevelInfo };

/** The custom part of the protocol: names and types only. The client imports this file and no other of the server. */

/** What a client tells the server at the start; an editor that sends nothing gets every standard feature. */
export interface InitializationOptions {
  /** Features that the host offers for Markdown already; the server leaves them to it. */
  readonly hostProvides?: readonly HostFeature[];
  /** Whether the client has the commands `designDocs.nextUnwritten` and `designDocs.setLevel`, which code lenses run. */
  readonly commands?: boolean;
  /** Whether the client wants readiness notifications. */
  readonly readiness?: boolean;
  /** The address of the rules' pages up to the rule's id, for example `vscode://publisher.extension/rules/`. */
  readonly rulePages?: string;
  /** Whether the client answers `designDocs/readFile`; else the server reads the disk itself, where it can. */
  readonly readsFiles?: boolean;
  /** Whether the client answers `designDocs/findMarkdown`; else the server looks on the disk itself, where it can. */
  readonly findsFiles?: boolean;
  /** The URI of the folder of the built-in templates, with its last slash, so that findings can point into them. */
  readonly templatesFolder?: string;
}

/**
 * Of `definition`, `references` and `rename` the host gives what headings and links have; what is left to the server
 * are the names of components, and the way from a heading to the template. `highlighting` is what a grammar gives.
 */
export type HostFeature =
  | 'documentSymbol'
  | 'workspaceSymbol'
  | 'documentLink'
  | 'definition'
  | 'references'
  | 'rename'
  | 'anchorCompletion'
  | 'foldingRange'
  | 'selectionRange'
  | 'highlighting';

/** Server to client: how far a document is. Sent when it changes, and once with kind `none` for other files. */
export const READINESS = 'designDocs/readiness';

export interface Readiness extends ReadinessOf<Range> {
  readonly uri: string;
  readonly version: number;
}

export type ReadinessPhase = ReadinessPhaseOf<Range>;
export type ReadinessSection = ReadinessSectionOf<Range>;

/** Client to server: the edit for a command. Null if there is nothing to do, or the document is not open. */
export const EDIT = 'designDocs/edit';

export interface EditParams {
  readonly uri: string;
  readonly action: EditAction;
}

export type EditAction = EditRequest;

export type EditResult = WorkspaceEdit | null;

/** Client to server: the templates that documents can be written from. No parameters. */
export const TEMPLATES = 'designDocs/templates';

export type TemplateInfo = TemplateSummary;

/** Client to server: the text of a new document; null for an unknown template or level. */
export const SKELETON = 'designDocs/skeleton';

export type SkeletonParams = SkeletonRequest;

export type SkeletonResult = string | null;

/** Client to server: what decides about a document, as Markdown; null if it is not open. */
export const EXPLAIN = 'designDocs/explain';

export interface ExplainParams {
  readonly uri: string;
}

export type ExplainResult = string | null;

/** Client to server: where the template has a section; null if the client cannot open it. */
export const TEMPLATE_PLACE = 'designDocs/templatePlace';

export interface TemplatePlaceParams {
  readonly uri: string;
  /** The template's id of the section. */
  readonly section: string;
}

export type TemplatePlaceResult = Location | null;

/** Server to client: the URIs of the workspace's Markdown files. No parameters. */
export const FIND_MARKDOWN = 'designDocs/findMarkdown';

export type FindMarkdownResult = readonly string[];

/** Server to client: the text of a file, on whatever the workspace lies; null if there is none. */
export const READ_FILE = 'designDocs/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

export type ReadFileResult = string | null;
