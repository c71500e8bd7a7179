import {
  env,
  type LogOutputChannel,
  languages,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  EDIT,
  type EditAction,
  type EditResult,
  EXPLAIN,
  type ExplainResult,
  FIND_MARKDOWN,
  type FindMarkdownResult,
  type InitializationOptions,
  READ_FILE,
  READINESS,
  type ReadFileParams,
  type ReadFileResult,
  type Readiness,
  SKELETON,
  type SkeletonParams,
  type SkeletonResult,
  TEMPLATE_PLACE,
  TEMPLATES,
  type TemplateInfo,
  type TemplatePlaceParams,
  type TemplatePlaceResult,
} from '../../server/src/protocol.ts';

/** Loads the language client's package and creates a client. Loading is slow, so it waits until the server starts. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;

/** The language server as views and commands see it. The first request starts it. */
export interface Server {
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  templates(): Promise<readonly TemplateInfo[]>;
  skeleton(params: SkeletonParams): Promise<SkeletonResult>;
  /** The edit for an action on the document's current text; `undefined` if there is nothing to do. */
  edit(document: TextDocument, action: EditAction): Promise<WorkspaceEdit | undefined>;
  /** The location of a section in the template; null if the template cannot be opened. */
  templatePlace(params: TemplatePlaceParams): Promise<TemplatePlaceResult>;
  /** Explains, as Markdown, why and how a document is checked; null if the document is not open in the server. */
  explain(uri: Uri): Promise<ExplainResult>;
}

export interface ServerParts {
  readonly createClient: CreateClient;
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
  onReadiness(readiness: Readiness): void;
}

export function connectServer({ createClient, extensionUri, output, onReadiness }: ServerParts): Server {
  const connect = async (): Promise<BaseLanguageClient> => {
    const created = await createClient('designDocs', 'Design Docs', clientOptions(extensionUri, output));
    created.onNotification(READINESS, onReadiness);
    created.onRequest(READ_FILE, readFile);
    created.onRequest(FIND_MARKDOWN, () => findMarkdown(output));
    return created;
  };
  let connected: Promise<BaseLanguageClient> | undefined;
  const ready = (): Promise<BaseLanguageClient> => {
    connected ??= connect();
    return connected;
  };
  return {
    start: async () => (await ready()).start(),
    // A client that failed to start or stop cannot be used again, so a restart creates a new one.
    restart: async () => {
      const old = await connected;
      connected = connect();
      await old?.dispose().catch((error: unknown) => output.warn(String(error)));
      await (await connected).start();
    },
    stop: async () => (await connected)?.dispose(),
    templates: async () => (await ready()).sendRequest<readonly TemplateInfo[]>(TEMPLATES),
    skeleton: async (params) => (await ready()).sendRequest<SkeletonResult>(SKELETON, params),
    edit: async (document, action) => requestEdit(await ready(), document, action),
    templatePlace: async (params) => (await ready()).sendRequest<TemplatePlaceResult>(TEMPLATE_PLACE, params),
    explain: async (uri) => {
      const client = await ready();
      return client.sendRequest<ExplainResult>(EXPLAIN, { uri: client.code2ProtocolConverter.asUri(uri) });
    },
  };
}

/** Reads a config file or template from any file system, because only the editor can read virtual workspaces. */
async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return null;
  }
}

/** The most Markdown files that are searched for links. */
const MAX_FILES = 10_000;

/** Finds the workspace's Markdown files, except in node_modules and in what the setting `files.exclude` excludes. */
async function findMarkdown(output: LogOutputChannel): Promise<FindMarkdownResult> {
  const found = await workspace.findFiles('**/*.{md,markdown}', '**/node_modules/**', MAX_FILES);
  if (found.length === MAX_FILES)
    output.warn(
      `Only ${MAX_FILES} Markdown files were searched for links. Exclude some with the setting files.exclude.`,
    );
  return found.map(String);
}

/** Requests an edit, and requests it again if the user has typed meanwhile: an outdated edit must not be applied. */
async function requestEdit(
  client: BaseLanguageClient,
  document: TextDocument,
  action: EditAction,
): Promise<WorkspaceEdit | undefined> {
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const { version } = document;
  const edit = await client.sendRequest<EditResult>(EDIT, { uri, action });
  if (document.version !== version) return requestEdit(client, document, action);
  return edit ? client.protocol2CodeConverter.asWorkspaceEdit(edit) : undefined;
}

/** Whether a document is a Markdown file that is sent to the server. Documents of diffs, Git, and output are not. */
export function isServed(document: TextDocument): boolean {
  return languages.match(markdownFiles(), document) > 0;
}

/** Whether a document is a config file. Config files are sent to the server too. */
export function isConfigFile(document: TextDocument): boolean {
  return languages.match(configFiles(), document) > 0;
}

function markdownFiles(): { language: string; scheme: string }[] {
  return schemes().map((scheme) => ({ language: 'markdown', scheme }));
}

function configFiles(): { pattern: string; scheme: string }[] {
  return schemes().map((scheme) => ({ pattern: '**/.design-docs.yaml', scheme }));
}

/** The URI schemes of files that can be edited: on disk, untitled, remote, and the schemes of the workspace folders. */
function schemes(): string[] {
  const folders = workspace.workspaceFolders?.map((folder) => folder.uri.scheme) ?? [];
  return [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders])];
}

function clientOptions(extensionUri: Uri, output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    // VS Code's Markdown extension and our grammar provide these. The list is fixed, because the Markdown extension may
    // run in another extension host, where this extension cannot see it.
    hostProvides: [
      'documentSymbol',
      'workspaceSymbol',
      'documentLink',
      'definition',
      'references',
      'rename',
      'anchorCompletion',
      'foldingRange',
      'selectionRange',
      'highlighting',
    ],
    commands: true,
    readiness: true,
    readsFiles: true,
    findsFiles: true,
    rulePages: `${env.uriScheme}://design-docs.design-docs/rules/`,
    templatesFolder: Uri.joinPath(extensionUri, 'templates/').toString(),
  };
  return {
    documentSelector: [...markdownFiles(), ...configFiles()],
    initializationOptions,
    outputChannel: output,
    diagnosticPullOptions: { onChange: true },
  };
}
