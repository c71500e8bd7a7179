import type { Location, Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { EditRequest } from './features/edit.ts';
import type {
  LevelInfo,
  ReadinessOf,
  ReadinessPhaseOf,
  ReadinessSectionOf,
} from './features/progress/readiness.ts';
import type { SkeletonRequest, TemplateSummary } from './service/templates.ts';

export type { LevelInfo };

/**
 * The custom requests and notifications: only names and types. This is the only file of the server that the client
 * imports. Ranges and positions are those of the Language Server Protocol, in UTF-16 code units.
 */

/** The initialization options. All are optional: without them, an editor gets every standard feature. */
export interface InitializationOptions {
  /** Features that the editor itself provides for Markdown, so that the server does not. */
  readonly hostProvides?: readonly HostFeature[];
  /** Whether the client has the commands that code lenses run: `designDocs.nextUnwritten` and `designDocs.setLevel`. */
  readonly commands?: boolean;
  /** Whether the client wants readiness notifications. */
  readonly readiness?: boolean;
  /** The start of the URLs of rule pages, before the rule's id, such as `vscode://publisher.extension/rules/`. */
  readonly rulePages?: string;
  /** Whether the client answers `designDocs/readFile`. Otherwise the server reads the disk itself if it can. */
  readonly readsFiles?: boolean;
  /** Whether the client answers `designDocs/findMarkdown`. Otherwise the server searches the disk itself if it can. */
  readonly findsFiles?: boolean;
  /** The URI of the folder with the built-in templates, with a trailing slash, so that diagnostics can link to them. */
  readonly templatesFolder?: string;
}

/**
 * A feature that the editor can provide itself. If it provides `definition`, `references`, or `rename`, it handles
 * headings and links, and the server still handles component names and the definition of a heading in the template.
 * `highlighting` means that the editor uses our grammar.
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

/** Server to client: the readiness of a document. Sent when it changes, and once with kind `none` for other files. */
export const READINESS = 'designDocs/readiness';

export interface Readiness extends ReadinessOf<Range> {
  readonly uri: string;
  readonly version: number;
}

export type ReadinessPhase = ReadinessPhaseOf<Range>;
export type ReadinessSection = ReadinessSectionOf<Range>;

/** Client to server: the edit for a command; null if there is nothing to do or the document is not open. */
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

/** Client to server: explains, as Markdown, why and how a document is checked; null if it is not open. */
export const EXPLAIN = 'designDocs/explain';

export interface ExplainParams {
  readonly uri: string;
}

export type ExplainResult = string | null;

/** Client to server: the location of a section in the template; null if the client cannot open the template. */
export const TEMPLATE_PLACE = 'designDocs/templatePlace';

export interface TemplatePlaceParams {
  readonly uri: string;
  /** The section's id in the template. */
  readonly section: string;
}

export type TemplatePlaceResult = Location | null;

/** Server to client: the URIs of the workspace's Markdown files. No parameters. */
export const FIND_MARKDOWN = 'designDocs/findMarkdown';

export type FindMarkdownResult = readonly string[];

/** Server to client: the text of a file on any file system of the workspace; null if it does not exist. */
export const READ_FILE = 'designDocs/readFile';

export interface ReadFileParams {
  readonly uri: string;
}

export type ReadFileResult = string | null;
