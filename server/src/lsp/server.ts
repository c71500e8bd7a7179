import {
  type Connection,
  DiagnosticRefreshRequest,
  type InitializeResult,
  InlayHintRefreshRequest,
  type Location,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TRIGGER_CHARACTERS } from '../features/completion.ts';
import { EDIT, type EditParams, SKELETON, type SkeletonParams, TEMPLATES } from '../protocol.ts';
import { createService, type Service } from '../service.ts';
import type { Range } from '../text/range.ts';
import { type Client, readClient } from './client.ts';
import { type Configuration, watchConfiguration } from './configuration.ts';
import * as convert from './convert.ts';
import { createPull, createPush, type Diagnose } from './diagnostics.ts';
import { OPEN_DOCUMENTS, type OpenDocument } from './documents.ts';
import { describeError, guarded, type Log } from './guard.ts';
import { answerMarkdown, markdownCapabilities } from './navigation.ts';
import { createReadiness } from './readiness.ts';
import type { Session } from './session.ts';

/** Serves one client over a connection, whatever carries it. */
export function startServer(connection: Connection, version: string): void {
  const log: Log = (message) => connection.console.error(message);
  const documents = new TextDocuments(OPEN_DOCUMENTS);
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const service = createService({
      onRuleError: (rule, error) => log(`${rule} failed: ${describeError(error)}`),
    });
    serve({ connection, documents, client, service, log });
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'design-docs', version } };
  });
  documents.listen(connection);
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    completionProvider: { triggerCharacters: [...TRIGGER_CHARACTERS] },
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix'] },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'design-docs',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    ...markdownCapabilities(client),
  };
}

function serve(session: Session): void {
  const { connection, documents, client, log } = session;
  const configuration = watchConfiguration(connection, client, log, () => refresh());
  const open = (uri: string): OpenDocument | undefined => documents.get(uri);
  const diagnose = createDiagnose(session, configuration);
  const pull = createPull(diagnose);
  const push = createPush(connection, diagnose, log);
  const isSilent = async (): Promise<boolean> => !(await configuration.settings()).enable;
  const readiness = createReadiness(connection, session.service, open, isSilent, log);
  const update = (uri: string): void => {
    if (!client.pullsDiagnostics) push.schedule(uri);
    if (client.wantsReadiness) readiness.schedule(uri);
  };
  const refresh = (): void => {
    const ask = (type: typeof DiagnosticRefreshRequest.type): void => {
      connection.sendRequest(type).catch((error: unknown) => log(`${type.method}: ${describeError(error)}`));
    };
    if (client.refreshesDiagnostics) ask(DiagnosticRefreshRequest.type);
    if (client.refreshesInlayHints) ask(InlayHintRefreshRequest.type);
    for (const { uri } of documents.all()) update(uri);
  };
  connection.onInitialized(() => configuration.start());
  documents.onDidChangeContent(({ document }) => update(document.uri));
  documents.onDidClose(({ document }) => {
    if (!client.pullsDiagnostics) push.clear(document.uri);
    pull.forget(document.uri);
    readiness.forget(document.uri);
  });
  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(
      guarded('textDocument/diagnostic', { kind: 'full', items: [] }, log, pull.answer),
    );
  }
  answerEditing(session, configuration);
  answerMarkdown(session, configuration);
  answerCommands(session);
}

function createDiagnose({ client, service, documents }: Session, configuration: Configuration): Diagnose {
  const locate = locateInTemplate(client, service);
  return async (uri) => {
    // What is open is looked up behind the wait: while the settings come, the document may change.
    const settings = await configuration.settings();
    const document = documents.get(uri);
    if (!document) return undefined;
    const { template } = service.recognition(document);
    const locateRelated = (range: Range) => template && locate(template.id, range);
    const findings = settings.enable ? service.findings(document, settings) : [];
    const diagnostics = findings.map((finding) =>
      convert.toDiagnostic(document, finding, client, locateRelated),
    );
    return { version: document.version, diagnostics };
  };
}

/** Places in the templates that the client can open, counted in the template file as it is stored. */
function locateInTemplate({ templatesFolder }: Client, { templateSource }: Service) {
  const texts = new Map<string, TextDocument>();
  return (id: string, { start, end }: Range): Location | undefined => {
    const source = templateSource(id);
    if (templatesFolder === undefined || source === undefined) return undefined;
    const uri = `${templatesFolder}${id}.md`;
    const text = texts.get(id) ?? TextDocument.create(uri, 'markdown', 0, source);
    texts.set(id, text);
    return { uri, range: { start: text.positionAt(start), end: text.positionAt(end) } };
  };
}

function answerEditing(
  { connection, documents, client, service, log }: Session,
  configuration: Configuration,
): void {
  /** The document, unless it is not open or the user has turned the tool off. */
  const active = async (uri: string): Promise<OpenDocument | undefined> =>
    (await configuration.settings()).enable ? documents.get(uri) : undefined;
  connection.onCompletion(
    guarded('textDocument/completion', null, log, async ({ textDocument, position, context }) => {
      const document = await active(textDocument.uri);
      if (!document) return null;
      const offset = convert.toOffset(document, position);
      const anchors = client.provides('anchorCompletion')
        ? undefined
        : service.navigation(documents.all()).completeAnchors(document, offset);
      const items = anchors ?? service.complete(document, offset, context?.triggerCharacter);
      return items.length > 0
        ? items.map((item, index) => convert.toCompletionItem(document, item, index, client))
        : null;
    }),
  );
  connection.onHover(
    guarded('textDocument/hover', null, log, async ({ textDocument, position }) => {
      const document = await active(textDocument.uri);
      const found = document && service.hover(document, convert.toOffset(document, position));
      return found ? convert.toHover(document, found) : null;
    }),
  );
  connection.languages.inlayHint.on(
    guarded('textDocument/inlayHint', [], log, async ({ textDocument, range }) => {
      const document = await active(textDocument.uri);
      if (!document || !(await configuration.settings()).inlayHints) return [];
      return service.inlayHints(document, convert.toOffsets(document, range)).map(({ offset, label }) => ({
        position: convert.fromOffset(document, offset),
        label,
        paddingLeft: true,
      }));
    }),
  );
  connection.onCodeAction(
    guarded('textDocument/codeAction', [], log, async ({ textDocument, range, context }) => {
      const document = await active(textDocument.uri);
      const isWanted = !context.only || context.only.some((kind) => kind === '' || kind === 'quickfix');
      if (!document || !isWanted) return [];
      const actions = service.codeActions(
        document,
        convert.toOffsets(document, range),
        await configuration.settings(),
      );
      return actions.map((action) => convert.toCodeAction(document, action, context.diagnostics, client));
    }),
  );
}

function answerCommands({ connection, documents, client, service, log }: Session): void {
  connection.onRequest(
    EDIT,
    guarded(EDIT, null, log, ({ uri, action }: EditParams) => {
      const document = documents.get(uri);
      const edits = document ? service.edit(document, action) : [];
      return document && edits.length > 0 ? convert.toWorkspaceEdit(document, edits, client) : null;
    }),
  );
  // vscode-jsonrpc hands a request without parameters the token alone, so this one has no guard.
  connection.onRequest(TEMPLATES, () => service.templates);
  connection.onRequest(
    SKELETON,
    guarded(
      SKELETON,
      null,
      log,
      ({ template, level, title }: SkeletonParams) => service.skeleton(template, level, title) ?? null,
    ),
  );
}
