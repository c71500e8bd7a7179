import type { Source } from '../../server/src/service/service.ts';
import type { TestService } from './service.ts';

/**
 * Asks for everything that an editor and the command line need about a document, with the cursor at the offset `at`,
 * and makes an edit there. Also raises the document to `level`.
 */
export function askAll(service: TestService, source: Source, at: number, level = 'secure'): void {
  const all = { start: 0, end: source.markdown.length };
  service.findings(source);
  service.readiness(source);
  for (const trigger of [undefined, '#']) service.complete(source, at, trigger);
  service.hover(source, at);
  service.codeActions(source, all);
  service.fixAll(source);
  service.sortSections(source);
  service.inlayHints(source, all);
  service.codeLenses(source);
  service.highlights(source);
  service.documentSymbols(source);
  service.foldingRanges(source);
  service.selectionRanges(source, at);
  service.next(source);
  service.outstanding(source);
  service.explain(source);
  service.edit(source, { kind: 'raiseLevel', level });
  service.edit(source, { kind: 'insertMissing' });
  const navigation = service.navigation([source]);
  navigation.documentLinks(source);
  navigation.workspaceSymbols('');
  navigation.definition(source, at, 'all');
  navigation.references(source, at, true, 'all');
  navigation.renamable(source, at, 'all');
  const { uri, environment } = source;
  const markdown = source.markdown.edit([{ start: at, end: at, newText: 'x' }]);
  service.findings({ uri, environment, markdown });
}
