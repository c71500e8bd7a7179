import type { ServerCapabilities } from 'vscode-languageserver';
import { highlights } from '../features/highlights.ts';
import { codeLenses } from '../features/progress/code-lenses.ts';
import { ofDocument } from '../service/answers.ts';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import { guarded } from './guard.ts';
import type { Session } from './session.ts';

/** Code lenses and semantic tokens. Clients that highlight with our grammar get no tokens. */
export function decorationCapabilities(client: Client): ServerCapabilities {
  const legend = { tokenTypes: convert.TOKEN_LEGEND, tokenModifiers: [] };
  return {
    ...(client.showsCodeLenses && { codeLensProvider: {} }),
    ...(client.showsTokens &&
      !client.provides('highlighting') && { semanticTokensProvider: { legend, full: true } }),
  };
}

/** Registers the handlers for code lenses and semantic tokens. */
export function registerDecorations({ connection, client, service, environments, log }: Session): void {
  connection.onCodeLens(
    guarded('textDocument/codeLens', [], log, async ({ textDocument }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document?.environment.settings.codeLens) return [];
      return ofDocument(service.analyze(document), codeLenses, []).map((lens) =>
        convert.toCodeLens(document, lens, client),
      );
    }),
  );
  connection.languages.semanticTokens.on(
    guarded('textDocument/semanticTokens/full', { data: [] }, log, async ({ textDocument }) => {
      const document = await environments.enabled(textDocument.uri);
      return document
        ? convert.toTokens(document, ofDocument(service.analyze(document), highlights, []))
        : { data: [] };
    }),
  );
}
