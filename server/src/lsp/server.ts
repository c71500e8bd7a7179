import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver';
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
import { createService } from '../service.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Range } from '../text/range.ts';
import { isConfigFile } from '../workspace/config-file.ts';
import { builtinTemplates, plainEnvironment } from '../workspace/environment.ts';
import { ACTION_KINDS, answerActions } from './actions.ts';
import { type Client, readClient } from './client.ts';
import { answerCompletion, completionCapabilities } from './completion.ts';
import { watchConfiguration } from './configuration.ts';
import * as convert from './convert.ts';
import { createPull, createPush, type Diagnose } from './diagnostics.ts';
import { isMarkdown, openDocuments } from './documents.ts';
import { type EnvironmentParts, keepEnvironments, type LeadsOut, type ReadFile } from './environments.ts';
import { describeError, guarded, type Log } from './guard.ts';
import { locateInTemplates } from './locate.ts';
import { answerMarkdown, markdownCapabilities } from './navigation.ts';
import { createProblemFiles } from './problem-files.ts';
import { createReadiness } from './readiness.ts';
import { createSchedule } from './schedule.ts';
import type { Session } from './session.ts';
import { answerShown, shownCapabilities } from './shown.ts';
import { createTeller } from './teller.ts';
import {
  CodeLensRefreshRequest,
  DiagnosticRefreshRequest,
  InlayHintRefreshRequest,
  TextDocumentSyncKind,
  TextDocuments,
} from './wire.ts';
import type { FindMarkdown } from './workspace-files.ts';

export interface ServerOptions {
  readonly version: string;
  /** Reads files for clients that do not; the browser has none. */
  readonly readFile: ReadFile;
  readonly leadsOut: LeadsOut;
  readonly findMarkdown: FindMarkdown;
}

/** Serves one client over a connection, whatever carries it. */
export function startServer(
  connection: Connection,
  { version, readFile, leadsOut, findMarkdown }: ServerOptions,
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
    const place = { folders, readFile, leadsOut, findMarkdown, builtin };
    serve({ connection, documents, client, service, log }, place);
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
    ...shownCapabilities(client),
    ...markdownCapabilities(client),
  };
}

function serve(
  parts: Omit<Session, 'environments'>,
  place: Pick<EnvironmentParts, 'folders' | 'readFile' | 'leadsOut' | 'findMarkdown' | 'builtin'>,
): void {
  const { connection, documents, client, service, log } = parts;
  const tell = createTeller(connection);
  const configuration = watchConfiguration(connection, client, tell, log, () => {
    environments.settingsChanged();
    refresh();
  });
  const environments = keepEnvironments({
    ...parts,
    ...place,
    tell,
    settings: configuration.settings,
    onChange: () => refreshSoon('all'),
  });
  const session = { ...parts, environments };
  const diagnose = createDiagnose(session);
  const pull = createPull(diagnose);
  const push = createPush(connection, diagnose, log);
  const readiness = createReadiness(connection, service, environments.ready, log);
  const tellProblems = createProblemFiles(session);
  const update = (uri: string): void => {
    if (!client.pullsDiagnostics) push.schedule(uri);
    if (client.wantsReadiness && !isConfigFile(uri)) readiness.schedule(uri);
  };
  const refresh = (): void => {
    const ask = (type: typeof DiagnosticRefreshRequest.type): void => {
      connection.sendRequest(type).catch((error: unknown) => log(`${type.method}: ${describeError(error)}`));
    };
    if (client.refreshesDiagnostics) ask(DiagnosticRefreshRequest.type);
    if (client.refreshesInlayHints) ask(InlayHintRefreshRequest.type);
    if (client.refreshesCodeLenses) ask(CodeLensRefreshRequest.type);
    for (const { uri } of documents.all()) update(uri);
    tellProblems();
  };
  // Typing in a template changes what is found in every document that follows it; a burst of edits is one refresh.
  const refreshSoon = createSchedule(async () => refresh(), log);
  connection.onInitialized(() => {
    configuration.start();
    environments.start();
  });
  documents.onDidOpen(tellProblems);
  documents.onDidChangeContent(({ document }) => update(document.uri));
  documents.onDidClose(({ document }) => {
    if (!client.pullsDiagnostics) push.clear(document.uri);
    pull.forget(document.uri);
    readiness.forget(document.uri);
    tellProblems();
  });
  if (client.pullsDiagnostics) {
    connection.languages.diagnostics.on(
      guarded('textDocument/diagnostic', { kind: 'full', items: [] }, log, pull.answer),
    );
  }
  answerCompletion(session);
  answerEditing(session);
  answerActions(session);
  answerShown(session);
  answerMarkdown(session);
  answerCommands(session);
}

function createDiagnose({ client, documents, service, environments }: Session): Diagnose {
  const locate = locateInTemplates(client, service);
  return async (uri) => {
    const settling = environments.ready(uri);
    // While the client is asked for settings, the text is parsed: recognising it takes that in any case.
    const open = documents.get(uri);
    if (open?.environment.settings.enable && isMarkdown(open)) void open.markdown;
    const document = await settling;
    if (!document) return undefined;
    const { environment } = document;
    const locateRelated = (range: Range) => locate(document, range);
    const findings = environment.settings.enable ? service.findings(document) : [];
    const diagnostics = findings.map((finding) =>
      convert.toDiagnostic(document, finding, client, locateRelated),
    );
    return { version: document.version, diagnostics };
  };
}

function answerEditing({ connection, client, service, environments, log }: Session): void {
  const locate = locateInTemplates(client, service);
  connection.onHover(
    guarded('textDocument/hover', null, log, async ({ textDocument, position }) => {
      const document = await environments.enabled(textDocument.uri);
      const found = document && service.hover(document, convert.toOffset(document, position));
      return found ? convert.toHover(document, found, locate(document, found.template)) : null;
    }),
  );
  connection.languages.inlayHint.on(
    guarded('textDocument/inlayHint', [], log, async ({ textDocument, range }) => {
      const document = await environments.enabled(textDocument.uri);
      if (!document?.environment.settings.inlayHints) return [];
      return service.inlayHints(document, convert.toOffsets(document, range)).map(({ offset, label }) => ({
        position: convert.fromOffset(document, offset),
        label,
        paddingLeft: true,
      }));
    }),
  );
}

function answerCommands({ connection, client, service, environments, log }: Session): void {
  connection.onRequest(
    EDIT,
    guarded(EDIT, null, log, async ({ uri, action }: EditParams) => {
      const document = await environments.ready(uri);
      const edits = document ? service.edit(document, action) : [];
      if (!document || edits.length === 0) return null;
      const preview = action.kind === 'raiseLevel' ? `Raises the document to ${action.level}` : undefined;
      return convert.toActionEdit([{ source: document, edits }], { title: preview ?? '', preview }, client);
    }),
  );
  const locate = locateInTemplates(client, service);
  connection.onRequest(
    TEMPLATE_PLACE,
    guarded(TEMPLATE_PLACE, null, log, async ({ uri, section }: TemplatePlaceParams) => {
      const document = await environments.ready(uri);
      const template = document && service.recognition(document).template;
      const known = template?.sections.find(({ id }) => id === section);
      return (document && known && locate(document, known.source.heading)) ?? null;
    }),
  );
  connection.onRequest(
    EXPLAIN,
    guarded(EXPLAIN, null, log, async ({ uri }: ExplainParams): Promise<ExplainResult> => {
      const document = await environments.ready(uri);
      return document ? service.explain(document) : null;
    }),
  );
  // vscode-jsonrpc hands a request without parameters the token alone, so this one has no guard.
  connection.onRequest(TEMPLATES, async (): Promise<TemplateInfo[]> => {
    const all = (await environments.all()).flatMap((environment) => service.templates(environment));
    return [...new Map(all.toReversed().map((template) => [template.id, template])).values()].toReversed();
  });
  connection.onRequest(
    SKELETON,
    guarded(SKELETON, null, log, async (params: SkeletonParams): Promise<SkeletonResult> => {
      const texts = (await environments.all()).map((environment) => service.skeleton(params, environment));
      return texts.find((text) => text !== undefined) ?? null;
    }),
  );
}
