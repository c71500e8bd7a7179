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

/** Its package is loaded by then and not before: that takes longer than all else that the extension does to begin with. */
export type CreateClient = (
  id: string,
  name: string,
  options: LanguageClientOptions,
) => Promise<BaseLanguageClient>;

/** The language server as the views and the commands see it. The first thing asked of it starts it. */
export interface Server {
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  templates(): Promise<readonly TemplateInfo[]>;
  skeleton(params: SkeletonParams): Promise<SkeletonResult>;
  /** The edit for an action on a document as it is now; `undefined` if there is nothing to do. */
  edit(document: TextDocument, action: EditAction): Promise<WorkspaceEdit | undefined>;
  /** Where the template has a section; null if it cannot be opened. */
  templatePlace(params: TemplatePlaceParams): Promise<TemplatePlaceResult>;
  /** What decides about a document, as Markdown; null if the server is not told of it. */
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
    // A client that failed to start or to stop is of no more use, so a restart makes a new one.
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

/** Config files and templates lie on whatever file system the workspace has, which only the editor knows. */
async function readFile({ uri }: ReadFileParams): Promise<ReadFileResult> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return null;
  }
}

/** More files than any workspace of documents has, and few enough to look through at once. */
const MOST_FILES = 10_000;

/** Without packages, and as VS Code finds files without those that the setting `files.exclude` names. */
async function findMarkdown(output: LogOutputChannel): Promise<FindMarkdownResult> {
  const found = await workspace.findFiles('**/*.{md,markdown}', '**/node_modules/**', MOST_FILES);
  if (found.length === MOST_FILES)
    output.warn(
      `Only ${MOST_FILES} Markdown files were looked through for links. The setting files.exclude keeps others out.`,
    );
  return found.map(String);
}

/** The author may type while the server answers; only an edit of the text as it is now is safe to apply. */
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

/** Whether a document is a Markdown file that the server is told of. What diffs, Git and output show is left alone. */
export function isServed(document: TextDocument): boolean {
  return languages.match(markdownFiles(), document) > 0;
}

/** Whether a document is a config file, of which the server is told too. */
export function isConfigFile(document: TextDocument): boolean {
  return languages.match(configFiles(), document) > 0;
}

function markdownFiles(): { language: string; scheme: string }[] {
  return schemes().map((scheme) => ({ language: 'markdown', scheme }));
}

function configFiles(): { pattern: string; scheme: string }[] {
  return schemes().map((scheme) => ({ pattern: '**/.design-docs.yaml', scheme }));
}

/** Of files that can be written: on disk, untitled, remote, and of whatever holds the workspace's folders. */
function schemes(): string[] {
  const folders = workspace.workspaceFolders?.map((folder) => folder.uri.scheme) ?? [];
  return [...new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders])];
}

function clientOptions(extensionUri: Uri, output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    // By VS Code's own Markdown extension, which may run in another extension host, where it cannot be seen, and by
    // our grammar.
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
