import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
import { inlayHints } from '../features/progress/inlay-hints.ts';
import {
  EDIT,
  type EditParams,
  EXPLAIN,
  type ExplainParams,
  type ExplainResult,
  SKELETON,
  type SkeletonParams,
  type SkeletonResult,
  TEMPLATE_PLACE,
  TEMPLATES,
  type TemplateInfo,
  type TemplatePlaceParams,
} from '../protocol.ts';
import { editsFor, explainFile, hoverAt, ofDocument } from '../service/answers.ts';
import { createService } from '../service/service.ts';
import { skeletonOf, templatesOf } from '../service/templates.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Range } from '../text/range.ts';
import { isConfigFile } from '../workspace/config-file.ts';
import { builtinTemplates, plainEnvironment } from '../workspace/environment.ts';
import { ACTION_KINDS, registerActions } from './actions.ts';
import { type Client, readClient } from './client.ts';
import { completionCapabilities, registerCompletion } from './completion.ts';
import { watchConfiguration } from './configuration.ts';
import * as convert from './convert.ts';
import { decorationCapabilities, registerDecorations } from './decorations.ts';
import { createPull, createPush, type Diagnose } from './diagnostics.ts';
import { isMarkdown, openDocuments } from './documents.ts';
import { type EnvironmentParts, trackEnvironments } from './environments.ts';
import type { FileAccess } from './file-access.ts';
import { describeError, guarded, type Log } from './guard.ts';
import { locateInTemplates } from './locate.ts';
import { navigationCapabilities, registerNavigation } from './navigation.ts';
import { createProblemFilePublisher } from './problem-files.ts';
import { createReadiness } from './readiness.ts';
import { createSchedule } from './schedule.ts';
import type { Session } from './session.ts';
import { createWarnOnce } from './warn-once.ts';
import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from './wire.ts';

export interface ServerOptions extends FileAccess {
  readonly version: string;
}

/** Serves one client over a connection of any transport. */
export function startServer(
  connection: Connection,
  { version, readFile, isOutside, findMarkdown }: ServerOptions,
): void {
  const log: Log = (message) => connection.console.error(message);
  const builtin = builtinTemplates();
  const documents = new TextDocuments(openDocuments(plainEnvironment(DEFAULT_SETTINGS, builtin)));
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const service = createService({
      onRuleError: (rule, error) => log(`${rule} failed: ${describeError(error)}`),
    });
    const { workspaceFolders, rootUri } = params;
    const folders = workspaceFolders ?? (rootUri ? [{ uri: rootUri, name: '' }] : []);
    const files = { folders, readFile, isOutside, findMarkdown, builtin };
    serve({ connection, documents, client, service, log }, files);
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'design-docs', version } };
  });
  documents.listen(connection);
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    ...completionCapabilities(client),
    hoverProvider: true,
    inlayHintProvider: true,
    codeActionProvider: {
      codeActionKinds: [...ACTION_KINDS],
      ...(client.resolvesActions && { resolveProvider: true }),
    },
    ...(client.pullsDiagnostics && {
      diagnosticProvider: {
        identifier: 'design-docs',
        interFileDependencies: false,
        workspaceDiagnostics: false,
      },
    }),
    ...decorationCapabilities(client),
    ...navigationCapabilities(client),
  };
}

function serve(
  parts: Omit<Session, 'environments'>,
  files: FileAccess & Pick<EnvironmentParts, 'folders' | 'builtin'>,
): void {
  const { connection, documents, client, service, log } = parts;
  const warn = createWarnOnce(connection);
  const configuration = watchConfiguration(connection, client, warn, log, () => {
    environments.settingsChanged();
    refresh();
  });
  const environments = trackEnvironments({
    ...parts,
    ...files,
    warn,
    settings: configuration.settings,
    onChange: () => refreshSoon('all'),
  });
  const session = { ...parts, environments };
  const diagnose = createDiagnose(session);
  const pull = createPull(diagnose);
  const push = createPush(connection, diagnose, log);
  const readiness = createReadiness(connection, service, environments.ready, log);
  const publishProblemFiles = createProblemFilePublisher(session);
  const update = (uri: string): void => {
    if (!client.pullsDiagnostics) push.schedule(uri);
    if (client.wantsReadiness && !isConfigFile(uri)) readiness.schedule(uri);
  };
  const refresh = (): void => {
    const request = (type: typeof DiagnosticRefreshRequest.type): void => {
      connection.sendRequest(type).catch((error: unknown) => log(`${type.method}: ${describeError(error)}`));
    };
    if (client.refreshesDiagnostics) request(DiagnosticRefreshRequest.type);
    if (client.refreshesInlayHints) request(InlayHintRefreshRequest.type);
    if (client.refreshesCodeLenses) request(CodeLensRefreshRequest.type);
    for (const { uri } of documents.all()) update(uri);
    publishProblemFiles();
  };
  // An edit in a template affects every document that follows it, so a burst of edits causes one refresh.
  const refreshSoon = createSchedule(async () => refresh(), log);
  connection.onInitialized(() => {
    configuration.start();
    environments.start();
  });
  documents.onDidOpen(publishProblemFiles);
  documents.onDidChangeContent(({ document }) => update(document.uri));
  documents.onDidClose(({ document }) => {
    if (!client.pullsDiagnostics) push.clear(document.uri);
    pull.forget(document.uri);
    readiness.forget(document.uri);
    publishProblemFiles();
  });
  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(
      guarded('textDocument/diagnostic', { kind: 'full', items: [] }, log, pull.answer),
    );
  }
  registerCompletion(session);
  registerHoverAndHints(session);
  registerActions(session);
  registerDecorations(session);
  registerNavigation(session);
  registerCustomRequests(session);
}

function createDiagnose({ client, documents, service, environments }: Session): Diagnose {
  const locate = locateInTemplates(client, service);
  return async (uri) => {
    const ready = environments.ready(uri);
    // Parse the text while waiting for the client's settings. It has to be parsed in any case.
    const open = documents.get(uri);
    if (open?.environment.settings.enable && isMarkdown(open)) void open.markdown;
    const document = await ready;
    if (!document) return undefined;
    const { environment } = document;
    const locateRelated = (range: Range) => locate(document, range);
    const findings = environment.settings.enable ? service.analyze(document).findings : [];
    const diagnostics = findings.map((finding) =>
      convert.toDiagnostic(document, finding, client, locateRelated),
    );
    return { version: document.version, diagnostics };
  };
}

function registerHoverAndHints({ connection, client, service, environments, log }: Session): void {
  const locate = locateInTemplates(client, service);
  connection.onHover(
    guarded('textDocument/hover', null, log, async ({ textDocument, position }) => {
      const document = await environments.enabled(textDocument.uri);
      const found = document && hoverAt(service.analyze(document), convert.toOffset(document, position));
      return found ? convert.toHover(document, found, locate(document, found.template)) : null;
    }),
  );
  connection.languages.inlayHint.on(
    guarded('textDocument/inlayHint', [], log, async ({ textDocument, range }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document?.environment.settings.inlayHints) return [];
      const within = convert.toOffsets(document, range);
      const hints = ofDocument(service.analyze(document), (bound) => inlayHints(bound, within), []);
      return hints.map(({ offset, label }) => ({
        position: convert.fromOffset(document, offset),
        label,
        paddingLeft: true,
      }));
    }),
  );
}

/** Registers the handlers for the requests in protocol.ts. */
function registerCustomRequests({ connection, client, service, environments, log }: Session): void {
  connection.onRequest(
    EDIT,
    guarded(EDIT, null, log, async ({ uri, action }: EditParams) => {
      const document = await environments.ready(uri);
      const edits = document ? editsFor(service.analyze(document), action) : [];
      if (!document || edits.length === 0) return null;
      const preview = action.kind === 'raiseLevel' ? `Raise the quality level to ${action.level}` : undefined;
      return convert.toActionEdit([{ source: document, edits }], { title: preview ?? '', preview }, client);
    }),
  );
  const locate = locateInTemplates(client, service);
  connection.onRequest(
    TEMPLATE_PLACE,
    guarded(TEMPLATE_PLACE, null, log, async ({ uri, section }: TemplatePlaceParams) => {
      const document = await environments.ready(uri);
      const template = document && service.analyze(document).recognition.template;
      const known = template?.sections.find(({ id }) => id === section);
      return (document && known && locate(document, known.source.heading)) ?? null;
    }),
  );
  connection.onRequest(
    EXPLAIN,
    guarded(EXPLAIN, null, log, async ({ uri }: ExplainParams): Promise<ExplainResult> => {
      const document = await environments.ready(uri);
      return document ? explainFile(service.analyze(document)) : null;
    }),
  );
  // This handler has no guard, because vscode-jsonrpc passes only the token if a request has no parameters.
  connection.onRequest(TEMPLATES, async (): Promise<TemplateInfo[]> => {
    const all = (await environments.all()).flatMap(templatesOf);
    return [...new Map(all.toReversed().map((template) => [template.id, template])).values()].toReversed();
  });
  connection.onRequest(
    SKELETON,
    guarded(SKELETON, null, log, async (params: SkeletonParams): Promise<SkeletonResult> => {
      const texts = (await environments.all()).map((environment) => skeletonOf(environment, params));
      return texts.find((text) => text !== undefined) ?? null;
    }),
  );
}
