import type { InitializeParams } from 'vscode-languageserver';
import type { HostFeature, InitializationOptions } from '../protocol.ts';
import { rulePage } from '../rules/pages.ts';

/** What the client can do, and what it told at the start. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly showsCodeLenses: boolean;
  readonly showsTokens: boolean;
  /** Whether it can ask the author to look at an edit before it is made. */
  readonly reviewsEdits: boolean;
  /** Whether it has the commands that code lenses run. */
  readonly hasCommands: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly showsRelated: boolean;
  readonly versionsEdits: boolean;
  readonly takesSnippets: boolean;
  /** Whether the documentation of an entry of the completion list can follow once the author looks at it. */
  readonly resolvesDocumentation: boolean;
  readonly preparesRename: boolean;
  readonly wantsReadiness: boolean;
  readonly readsFiles: boolean;
  readonly findsFiles: boolean;
  /** Whether an action's edit may be worked out when it is chosen. */
  readonly resolvesActions: boolean;
  /** Whether an edit may say where the author goes on writing. */
  readonly takesSnippetEdits: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  readonly templatesFolder: string | undefined;
  provides(feature: HostFeature): boolean;
  /** The address of a rule's page; `undefined` if it has none. */
  rulePage(rule: string): string | undefined;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { textDocument, workspace } = capabilities;
  const options = readOptions(initializationOptions);
  const provided = new Set(options.hostProvides);
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    showsCodeLenses: textDocument?.codeLens !== undefined,
    showsTokens: textDocument?.semanticTokens !== undefined,
    reviewsEdits:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    hasCommands: options.commands === true,
    answersConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    showsRelated:
      textDocument?.publishDiagnostics?.relatedInformation === true ||
      textDocument?.diagnostic?.relatedInformation === true,
    versionsEdits: workspace?.workspaceEdit?.documentChanges === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    resolvesDocumentation:
      textDocument?.completion?.completionItem?.resolveSupport?.properties?.includes('documentation') ===
      true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    wantsReadiness: options.readiness === true,
    readsFiles: options.readsFiles === true,
    findsFiles: options.findsFiles === true,
    resolvesActions:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties?.includes('edit') === true,
    takesSnippetEdits:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.snippetEditSupport === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    templatesFolder: options.templatesFolder,
    provides: (feature) => provided.has(feature),
    rulePage: (rule) => rulePage(rule, options.rulePages),
  };
}

/** Options come from any editor's configuration; what is not of the right kind counts as not given. */
function readOptions(raw: unknown): InitializationOptions {
  const { commands, findsFiles, hostProvides, readiness, readsFiles, rulePages, templatesFolder } = (raw ??
    {}) as Record<string, unknown>;
  return {
    hostProvides: Array.isArray(hostProvides) ? (hostProvides as HostFeature[]) : [],
    commands: commands === true,
    readiness: readiness === true,
    readsFiles: readsFiles === true,
    findsFiles: findsFiles === true,
    ...(typeof rulePages === 'string' && { rulePages }),
    ...(typeof templatesFolder === 'string' && { templatesFolder }),
  };
}
