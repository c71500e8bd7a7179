import type { SelectionRange, ServerCapabilities } from 'vscode-languageserver';
import { mayBeFollowed } from '../features/navigation/links.ts';
import type { Navigation, Part } from '../features/navigation/navigate.ts';
import type { Refusal } from '../features/navigation/rename.ts';
import type { Range } from '../text/range.ts';
import type { Client } from './client.ts';
import * as convert from './convert.ts';
import type { OpenDocument } from './documents.ts';
import { guarded } from './guard.ts';
import { locateInTemplates } from './locate.ts';
import type { Session } from './session.ts';
import { LSPErrorCodes, ResponseError } from './wire.ts';
import { readOthers, renameEverywhere } from './workspace-files.ts';

/** What VS Code's own Markdown extension gives: offered to an editor as far as it lacks it. */
export function markdownCapabilities(client: Client): ServerCapabilities {
  return {
    documentSymbolProvider: !client.provides('documentSymbol'),
    workspaceSymbolProvider: !client.provides('workspaceSymbol'),
    ...(!client.provides('documentLink') && { documentLinkProvider: {} }),
    // The host may know headings and links; of the names of components and of templates it knows nothing.
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: client.preparesRename ? { prepareProvider: true } : true,
    foldingRangeProvider: !client.provides('foldingRange'),
    selectionRangeProvider: !client.provides('selectionRange'),
  };
}

/** What of definitions, references and renaming an editor is told of. */
function partOf(client: Client, feature: 'definition' | 'references' | 'rename'): Part {
  return client.provides(feature) ? 'names' : 'all';
}

/** Answers all of it; an editor asks for no more than it was offered. */
export function answerMarkdown(session: Session): void {
  const { documents, service, environments } = session;
  const ask: Ask = async (uri, answer) => {
    const document = await environments.enabled(uri);
    return document && answer(service.navigation(documents.all()), document);
  };
  answerStructure(session, ask);
  answerLinks(session, ask);
  answerRename(session, ask);
  session.connection.onWorkspaceSymbol(
    guarded('workspace/symbol', [], session.log, async ({ query }) => {
      const open = await Promise.all(documents.all().map(({ uri }) => environments.enabled(uri)));
      const known = open.filter((document) => document !== undefined);
      return service.navigation(known).workspaceSymbols(query).map(convert.toWorkspaceSymbol);
    }),
  );
}

/** Asks about a document that is open, unless the user has turned the tool off. */
type Ask = <T>(
  uri: string,
  answer: (navigation: Navigation<OpenDocument>, document: OpenDocument) => T | Promise<T>,
) => Promise<T | undefined>;

function answerLinks(session: Session, ask: Ask): void {
  const { connection, client, documents, service, environments, log } = session;
  const locate = locateInTemplates(client, service);
  connection.onDocumentLinks(
    guarded('textDocument/documentLink', [], log, async ({ textDocument }) => {
      const links = await ask(textDocument.uri, (navigation, document) =>
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
      const places = await ask(textDocument.uri, (navigation, document) => {
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
      const places = await ask(textDocument.uri, async (navigation, document) => {
        const offset = convert.toOffset(document, position);
        const part = partOf(client, 'references');
        const anchor = part === 'all' ? navigation.anchorAt(document, offset) : undefined;
        const others = anchor === undefined ? [] : await readOthers(session, document, [anchor]);
        const everywhere = service.navigation<convert.Located>(documents.all(), others);
        return everywhere.references(document, offset, context.includeDeclaration, part);
      });
      return places?.map(convert.toLocation) ?? [];
    }),
  );
}

function answerRename(session: Session, ask: Ask): void {
  const { connection, client, documents, service, log } = session;
  connection.onPrepareRename(
    guarded('textDocument/prepareRename', null, log, async ({ textDocument, position }) => {
      const prepared = await ask(textDocument.uri, (navigation, document) => {
        const offset = convert.toOffset(document, position);
        const found = allowed(navigation.renamable(document, offset, partOf(client, 'rename')));
        return found && { range: convert.fromOffsets(document, found.range), placeholder: found.text };
      });
      return prepared ?? null;
    }),
  );
  connection.onRenameRequest(
    guarded('textDocument/rename', null, log, async ({ textDocument, position, newName }) => {
      const renaming = await ask(textDocument.uri, (_, document) => {
        const offset = convert.toOffset(document, position);
        return renameEverywhere(session, document, (others) => {
          const navigation = service.navigation<convert.Located>(documents.all(), others);
          return allowed(navigation.rename(document, offset, newName, partOf(client, 'rename')));
        });
      });
      return renaming ? convert.toRenaming(renaming, client) : null;
    }),
  );
}

function allowed<T extends object>(answer: T | Refusal | undefined): T | undefined {
  if (answer && 'refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal);
  return answer;
}

/** How a document is built: headings as a tree, what folds, what is selected next. */
function answerStructure({ connection, service, log }: Session, ask: Ask): void {
  connection.onDocumentSymbol(
    guarded('textDocument/documentSymbol', [], log, async ({ textDocument }) => {
      const symbols = await ask(textDocument.uri, (_, document) =>
        service.documentSymbols(document).map((symbol) => convert.toSymbol(document, symbol)),
      );
      return symbols ?? [];
    }),
  );
  connection.onFoldingRanges(
    guarded('textDocument/foldingRange', [], log, async ({ textDocument }) => {
      const ranges = await ask(textDocument.uri, (_, document) =>
        service.foldingRanges(document).map((range) => convert.toFoldingRange(document, range)),
      );
      return ranges ?? [];
    }),
  );
  connection.onSelectionRanges(
    guarded('textDocument/selectionRange', null, log, async ({ textDocument, positions }) => {
      const selections = await ask(textDocument.uri, (_, document) =>
        positions.map((position) =>
          nested(document, service.selectionRanges(document, convert.toOffset(document, position))),
        ),
      );
      return selections ?? null;
    }),
  );
}

function nested(document: OpenDocument, ranges: readonly Range[]): SelectionRange {
  const chain = ranges.reduceRight<SelectionRange | undefined>((parent, range) => {
    return { range: convert.fromOffsets(document, range), ...(parent && { parent }) };
  }, undefined);
  return chain ?? { range: convert.fromOffsets(document, { start: 0, end: 0 }) };
}
