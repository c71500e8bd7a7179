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
import {
  EDIT,
  type EditParams,
  EXPLAIN,
  type ExplainParams,
  type ExplainResult,
  SKELETON,
  type SkeletonParams,
  type SkeletonResult,
  TEMPLATES,
  type TemplateInfo,
} from '../protocol.ts';
import { createService } from '../service.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Template } from '../template/template.ts';
import type { Range } from '../text/range.ts';
import { isConfigFile } from '../workspace/config-file.ts';
import { builtinTemplates, type KnownTemplate, plainEnvironment } from '../workspace/environment.ts';
import { type Client, readClient } from './client.ts';
import { watchConfiguration } from './configuration.ts';
import * as convert from './convert.ts';
import { createPull, createPush, type Diagnose } from './diagnostics.ts';
import { openDocuments } from './documents.ts';
import { type EnvironmentParts, keepEnvironments, type ReadFile } from './environments.ts';
import { describeError, guarded, type Log } from './guard.ts';
import { answerMarkdown, markdownCapabilities } from './navigation.ts';
import { createProblemFiles } from './problem-files.ts';
import { createReadiness } from './readiness.ts';
import { createSchedule } from './schedule.ts';
import type { Session } from './session.ts';
import { createTeller } from './teller.ts';

export interface ServerOptions {
  readonly version: string;
  /** Reads files for clients that do not; the browser has none. */
  readonly readFile: ReadFile;
}

/** Serves one client over a connection, whatever carries it. */
export function startServer(connection: Connection, { version, readFile }: ServerOptions): void {
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
    serve({ connection, documents, client, service, log }, { folders, readFile, builtin });
    return { capabilities: capabilitiesFor(client), serverInfo: { name: 'design-docs', version } };
  });
  documents.listen(connection);
  connection.listen();
}

function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
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

function serve(
  parts: Omit<Session, 'environments'>,
  place: Pick<EnvironmentParts, 'folders' | 'readFile' | 'builtin'>,
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
  answerEditing(session);
  answerMarkdown(session);
  answerCommands(session);
}

function createDiagnose({ client, service, environments }: Session): Diagnose {
  const locate = locateInTemplate(client);
  return async (uri) => {
    const document = await environments.ready(uri);
    if (!document) return undefined;
    const { environment } = document;
    const { template } = service.recognition(document);
    const known = environment.templates.find(({ id }) => id === template?.id);
    const locateRelated = (range: Range) => known && locate(known, range);
    const findings = environment.settings.enable ? service.findings(document) : [];
    const diagnostics = findings.map((finding) =>
      convert.toDiagnostic(document, finding, client, locateRelated),
    );
    return { version: document.version, diagnostics };
  };
}

/** Places in the templates that the client can open, counted in the template file as it is stored. */
function locateInTemplate({ templatesFolder }: Client) {
  const texts = new WeakMap<Template, TextDocument>();
  return ({ template, uri }: KnownTemplate, { start, end }: Range): Location | undefined => {
    const address = uri ?? (templatesFolder && `${templatesFolder}${template.id}.md`);
    if (address === undefined) return undefined;
    const text = texts.get(template) ?? TextDocument.create(address, 'markdown', 0, template.markdown.text);
    texts.set(template, text);
    return { uri: address, range: { start: text.positionAt(start), end: text.positionAt(end) } };
  };
}

function answerEditing({ connection, documents, client, service, environments, log }: Session): void {
  connection.onCompletion(
    guarded('textDocument/completion', null, log, async ({ textDocument, position, context }) => {
      const document = await environments.enabled(textDocument.uri);
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
      const document = await environments.enabled(textDocument.uri);
      const found = document && service.hover(document, convert.toOffset(document, position));
      return found ? convert.toHover(document, found) : null;
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
  connection.onCodeAction(
    guarded('textDocument/codeAction', [], log, async ({ textDocument, range, context }) => {
      const document = await environments.enabled(textDocument.uri);
      const isWanted = !context.only || context.only.some((kind) => kind === '' || kind === 'quickfix');
      if (!document || !isWanted) return [];
      const actions = service.codeActions(document, convert.toOffsets(document, range));
      return actions.map((action) => convert.toCodeAction(document, action, context.diagnostics, client));
    }),
  );
}

function answerCommands({ connection, client, service, environments, log }: Session): void {
  connection.onRequest(
    EDIT,
    guarded(EDIT, null, log, async ({ uri, action }: EditParams) => {
      const document = await environments.ready(uri);
      const edits = document ? service.edit(document, action) : [];
      return document && edits.length > 0 ? convert.toWorkspaceEdit(document, edits, client) : null;
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
