import type { ServerCapabilities } from 'vscode-languageserver';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import { guarded } from './guard.ts';
import type { Session } from './session.ts';

/** What is shown in the text beside the author's own: offered to a client that can show it and has no grammar of ours. */
export function shownCapabilities(client: Client): ServerCapabilities {
  const legend = { tokenTypes: convert.TOKEN_LEGEND, tokenModifiers: [] };
  return {
    ...(client.showsCodeLenses && { codeLensProvider: {} }),
    ...(client.showsTokens &&
      !client.provides('highlighting') && { semanticTokensProvider: { legend, full: true } }),
  };
}

export function answerShown({ connection, client, service, environments, log }: Session): void {
  connection.onCodeLens(
    guarded('textDocument/codeLens', [], log, async ({ textDocument }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document?.environment.settings.codeLens) return [];
      return service.codeLenses(document).map((lens) => convert.toCodeLens(document, lens, client));
    }),
  );
  connection.languages.semanticTokens.on(
    guarded('textDocument/semanticTokens/full', { data: [] }, log, async ({ textDocument }) => {
      const document = await environments.enabled(textDocument.uri);
      return document ? convert.toTokens(document, service.highlights(document)) : { data: [] };
    }),
  );
}
