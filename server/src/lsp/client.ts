import type { InitializeParams } from 'vscode-languageserver';
import type { HostFeature, InitializationOptions } from '../protocol.ts';
import { ALL_RULES } from '../rules/index.ts';

/** What the client can do, and what it told at the start. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly showsRelated: boolean;
  readonly versionsEdits: boolean;
  readonly takesSnippets: boolean;
  readonly preparesRename: boolean;
  readonly wantsReadiness: boolean;
  readonly readsFiles: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  readonly templatesFolder: string | undefined;
  provides(feature: HostFeature): boolean;
  /** The address of a rule's page; `undefined` if it has none. */
  rulePage(rule: string): string | undefined;
}

/** Where rules' pages are read when the client has none of its own; a test holds it to package.json's `repository`. */
export const RULE_PAGES = 'https://github.com/design-docs/design-docs/blob/main/docs/rules/';

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { textDocument, workspace } = capabilities;
  const options = readOptions(initializationOptions);
  const provided = new Set(options.hostProvides);
  const pages = new Set(ALL_RULES.map((rule) => rule.id));
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    showsRelated:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    wantsReadiness: options.readiness === true,
    readsFiles: options.readsFiles === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    templatesFolder: options.templatesFolder,
    provides: (feature) => provided.has(feature),
    rulePage: (rule) => (pages.has(rule) ? pageOf(rule, options.rulePages) : undefined),
  };
}

function pageOf(rule: string, ownPages: string | undefined): string {
  return ownPages === undefined ? `${RULE_PAGES}${rule}.md` : `${ownPages}${rule}`;
}

/** Options come from any editor's configuration; what is not of the right kind counts as not given. */
function readOptions(raw: unknown): InitializationOptions {
  const { hostProvides, readiness, readsFiles, rulePages, templatesFolder } = (raw ?? {}) as Record<
    string,
    unknown
  >;
  return {
    hostProvides: Array.isArray(hostProvides) ? (hostProvides as HostFeature[]) : [],
    readiness: readiness === true,
    readsFiles: readsFiles === true,
    ...(typeof rulePages === 'string' && { rulePages }),
    ...(typeof templatesFolder === 'string' && { templatesFolder }),
  };
}
