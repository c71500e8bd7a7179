import type { InitializeParams } from 'vscode-languageserver';
import type { HostFeature, InitializationOptions } from '../protocol.ts';
import { rulePage } from '../rules/pages.ts';

/** The client's capabilities and initialization options. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesInlayHints: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly showsCodeLenses: boolean;
  readonly showsTokens: boolean;
  /** Whether it can ask the user to confirm an edit before it is applied. */
  readonly confirmsEdits: boolean;
  /** Whether it has the `designDocs.*` commands that code lenses run. */
  readonly hasCommands: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly showsRelated: boolean;
  readonly versionsEdits: boolean;
  readonly takesSnippets: boolean;
  /** Whether it can request the documentation of a completion item when the user selects the item. */
  readonly resolvesDocumentation: boolean;
  readonly preparesRename: boolean;
  readonly wantsReadiness: boolean;
  readonly readsFiles: boolean;
  readonly findsFiles: boolean;
  /** Whether it can request the edit of a code action when the user chooses the action. */
  readonly resolvesActions: boolean;
  /** Whether an edit can be a snippet, which places the cursor. */
  readonly takesSnippetEdits: boolean;
  readonly watchesFiles: boolean;
  readonly hasFolders: boolean;
  readonly templatesFolder: string | undefined;
  /** Whether the editor itself provides a feature, so that the server must not. */
  provides(feature: HostFeature): boolean;
  /** The URL of a rule's page; `undefined` if the rule has none. */
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
    confirmsEdits:
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

/** Reads the initialization options. Users may write them by hand, so values of the wrong type are ignored. */
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
