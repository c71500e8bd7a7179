import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { LevelInfo, ReadinessOf, ReadinessPhaseOf, ReadinessSectionOf } from './features/readiness.ts';
import type { EditRequest, TemplateSummary } from './service.ts';

export type { LevelInfo };

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

export type HostFeature =
  | 'documentSymbol'
  | 'workspaceSymbol'
  | 'documentLink'
  | 'definition'
  | 'references'
  | 'rename'
  | 'anchorCompletion'
  | 'foldingRange'
  | 'selectionRange';

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

export interface SkeletonParams {
  readonly template: string;
  readonly level: string | undefined;
  readonly title: string;
}

export type SkeletonResult = string | null;
