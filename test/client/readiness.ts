import { toReadiness } from '../../server/src/lsp/convert.ts';
import { textDocument } from '../../server/src/lsp/text-document.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { designDoc, SERVICE } from '../support/service.ts';

/** The readiness that the server sends for a document. */
export function readinessOf(text: string): Readiness {
  const source = designDoc(text);
  const languageId = 'markdown';
  const document = textDocument({ uri: source.uri, languageId }, 1, text);
  const open = { ...source, version: 1, text: document, languageId, parsed: undefined };
  return toReadiness(open, SERVICE.readiness(source));
}
