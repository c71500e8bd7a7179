import { TextDocument } from 'vscode-languageserver-textdocument';
import { toReadiness } from '../../server/src/lsp/convert.ts';
import type { Readiness } from '../../server/src/protocol.ts';
import { designDoc, SERVICE } from '../support/service.ts';

/** What the server says of a document. */
export function readinessOf(text: string): Readiness {
  const source = designDoc(text);
  const document = TextDocument.create(source.uri, 'markdown', 1, text);
  const open = { ...source, version: 1, text: document, languageId: 'markdown', parsed: source.markdown };
  return toReadiness(open, SERVICE.readiness(source));
}
