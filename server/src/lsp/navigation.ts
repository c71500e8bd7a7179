import type { SelectionRange, ServerCapabilities } from 'vscode-languageserver';
import { mayBeFollowed } from '../features/navigation/links.ts';
import type { Navigation, NavigationScope } from '../features/navigation/navigate.ts';
import type { Refusal } from '../features/navigation/rename.ts';
import { foldingRangesOf, navigationOver, selectionRangesAt, symbolsOf } from '../service/answers.ts';
import type { Range } from '../text/range.ts';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import { locateInTemplates } from './locate.ts';
import type { Session } from './session.ts';
import { LSPErrorCodes, ResponseError } from './wire.ts';
import { readOthers, renameEverywhere } from './workspace-files.ts';

/** The navigation features that the editor lacks. VS Code's own Markdown extension provides most of them. */
export function navigationCapabilities(client: Client): ServerCapabilities {
  return {
    documentSymbolProvider: !client.provides('documentSymbol'),
    workspaceSymbolProvider: !client.provides('workspaceSymbol'),
    ...(!client.provides('documentLink') && { documentLinkProvider: {} }),
    // The editor may handle headings and links, but it does not know component names and templates.
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    foldingRangeProvider: !client.provides('foldingRange'),
    selectionRangeProvider: !client.provides('selectionRange'),
  };
}

/** Only component names if the editor handles headings and links itself, and otherwise everything. */
function partOf(client: Client, feature: 'definition' | 'references' | 'rename'): NavigationScope {
  return client.provides(feature) ? 'names' : 'all';
}

/** Registers all handlers. Clients send only the requests that the capabilities offer. */
export function registerNavigation(session: Session): void {
  const { documents, service, environments } = session;
  const query: Query = async (uri, answer) => {
    const document = await environments.enabled(uri);
    return document && answer(navigationOver(service, documents.all()), document);
  };
  registerStructure(session, query);
  registerLinks(session, query);
  registerRename(session, query);
  session.connection.onWorkspaceSymbol(
    guarded('workspace/symbol', [], session.log, async (params) => {
      const open = await Promise.all(documents.all().map(({ uri }) => environments.enabled(uri)));
      const enabled = open.filter((document) => document !== undefined);
      return navigationOver(service, enabled).workspaceSymbols(params.query).map(convert.toWorkspaceSymbol);
    }),
  );
}

/** Runs `answer` on an open document. `undefined` if it is not open or the setting `designDocs.enable` is off. */
type Query = <T>(
  uri: string,
  answer: (navigation: Navigation<OpenDocument>, document: OpenDocument) => T | Promise<T>,
) => Promise<T | undefined>;

function registerLinks(session: Session, query: Query): void {
  const { connection, client, documents, service, environments, log } = session;
  const locate = locateInTemplates(client, service);
  connection.onDocumentLinks(
    guarded('textDocument/documentLink', [], log, async ({ textDocument }) => {
      const links = await query(textDocument.uri, (navigation, document) =>
        navigation
          .documentLinks(document)
          .filter(({ target }) => mayBeFollowed(target, environments.boundsOf(document.uri)))
          .map((link) => convert.toDocumentLink(document, link)),
      );
      return links ?? [];
    }),
  );
  connection.onDefinition(
    guarded('textDocument/definition', null, log, async ({ textDocument, position }) => {
      const places = await query(textDocument.uri, (navigation, document) => {
        const offset = convert.toOffset(document, position);
        const found = navigation.definition(document, offset, partOf(client, 'definition'));
        const inTemplate = navigation.templatePlace(document, offset);
        return [locate(document, inTemplate) ?? [], found.map(convert.toLocation)].flat();
      });
      return (places?.length === 1 ? places[0] : places?.length ? places : null) ?? null;
    }),
  );
  connection.onReferences(
    guarded('textDocument/references', [], log, async ({ textDocument, position, context }) => {
      const places = await query(textDocument.uri, async (navigation, document) => {
        const offset = convert.toOffset(document, position);
        const part = partOf(client, 'references');
        const anchor = part === 'all' ? navigation.anchorAt(document, offset) : undefined;
        const others = anchor === undefined ? [] : await readOthers(session, document, [anchor]);
        const everywhere = navigationOver<convert.Located>(service, documents.all(), others);
        return everywhere.references(document, offset, context.includeDeclaration, part);
      });
      return places?.map(convert.toLocation) ?? [];
    }),
  );
}

function registerRename(session: Session, query: Query): void {
  const { connection, client, documents, service, log } = session;
  connection.onPrepareRename(
    guarded('textDocument/prepareRename', null, log, async ({ textDocument, position }) => {
      const prepared = await query(textDocument.uri, (navigation, document) => {
        const offset = convert.toOffset(document, position);
        const found = throwIfRefused(navigation.renamable(document, offset, partOf(client, 'rename')));
        return found && { range: convert.fromOffsets(document, found.range), placeholder: found.text };
      });
      return prepared ?? null;
    }),
  );
  connection.onRenameRequest(
    guarded('textDocument/rename', null, log, async ({ textDocument, position, newName }) => {
      const renaming = await query(textDocument.uri, (_, document) => {
        const offset = convert.toOffset(document, position);
        return renameEverywhere(session, document, (others) => {
          const navigation = navigationOver<convert.Located>(service, documents.all(), others);
          return throwIfRefused(navigation.rename(document, offset, newName, partOf(client, 'rename')));
        });
      });
      return renaming ? convert.toRenaming(renaming, client) : null;
    }),
  );
}

/** Turns a refusal into an error, whose message the client shows. */
function throwIfRefused<T extends object>(answer: T | Refusal | undefined): T | undefined {
  if (answer && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

/** Registers document symbols, folding ranges, and selection ranges. */
function registerStructure({ connection, service, log }: Session, query: Query): void {
  connection.onDocumentSymbol(
    guarded('textDocument/documentSymbol', [], log, async ({ textDocument }) => {
      const symbols = await query(textDocument.uri, (_, document) =>
        symbolsOf(service.analyze(document)).map((symbol) => convert.toSymbol(document, symbol)),
      );
      return symbols ?? [];
    }),
  );
  connection.onFoldingRanges(
    guarded('textDocument/foldingRange', [], log, async ({ textDocument }) => {
      const ranges = await query(textDocument.uri, (_, document) =>
        foldingRangesOf(service.analyze(document)).map((range) => convert.toFoldingRange(document, range)),
      );
      return ranges ?? [];
    }),
  );
  connection.onSelectionRanges(
    guarded('textDocument/selectionRange', null, log, async ({ textDocument, positions }) => {
      const selections = await query(textDocument.uri, (_, document) =>
        positions.map((position) =>
          toSelectionRange(
            document,
            selectionRangesAt(service.analyze(document), convert.toOffset(document, position)),
          ),
        ),
      );
      return selections ?? null;
    }),
  );
}

/** `ranges` go from the innermost to the outermost. */
function toSelectionRange(document: OpenDocument, ranges: readonly Range[]): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>((parent, range) => {
    return { range: convert.fromOffsets(document, range), ...(parent && { parent }) };
  }, undefined);
  return chain ?? { range: convert.fromOffsets(document, { start: 0, end: 0 }) };
}
