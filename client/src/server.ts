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
  type InitializationOptions,
  READINESS,
  type Readiness,
  SKELETON,
  type SkeletonParams,
  type SkeletonResult,
  TEMPLATES,
  type TemplateInfo,
} from '../../server/src/protocol.ts';

export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** The language server as the views and the commands see it. The first thing asked of it starts it. */
export interface Server {
  start(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  templates(): Promise<readonly TemplateInfo[]>;
  skeleton(params: SkeletonParams): Promise<SkeletonResult>;
  /** The edit for an action on a document as it is now; `undefined` if there is nothing to do. */
  edit(document: TextDocument, action: EditAction): Promise<WorkspaceEdit | undefined>;
}

export interface ServerParts {
  readonly createClient: CreateClient;
  readonly extensionUri: Uri;
  readonly output: LogOutputChannel;
  onReadiness(readiness: Readiness): void;
}

export function connectServer({ createClient, extensionUri, output, onReadiness }: ServerParts): Server {
  const connect = (): BaseLanguageClient => {
    const created = createClient('designDocs', 'Design Docs', clientOptions(extensionUri, output));
    created.onNotification(READINESS, onReadiness);
    return created;
  };
  let client = connect();
  return {
    start: () => client.start(),
    // A client that failed to start or to stop is of no more use, so a restart makes a new one.
    restart: async () => {
      const old = client;
      client = connect();
      await old.dispose().catch((error: unknown) => output.warn(String(error)));
      await client.start();
    },
    stop: () => client.dispose(),
    templates: () => client.sendRequest<readonly TemplateInfo[]>(TEMPLATES),
    skeleton: (params) => client.sendRequest<SkeletonResult>(SKELETON, params),
    edit: (document, action) => requestEdit(client, document, action),
  };
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

/** Whether the server is told of a document. What diffs, Git and output show is left alone. */
export function isServed(document: TextDocument): boolean {
  return languages.match(documentSelector(), document) > 0;
}

/** Files that can be written: on disk, untitled, remote, and those of whatever holds the workspace's folders. */
function documentSelector(): { language: string; scheme: string }[] {
  const folders = workspace.workspaceFolders?.map((folder) => folder.uri.scheme) ?? [];
  const schemes = new Set(['file', 'untitled', 'vscode-remote', 'vscode-vfs', ...folders]);
  return [...schemes].map((scheme) => ({ language: 'markdown', scheme }));
}

function clientOptions(extensionUri: Uri, output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    // By VS Code's own Markdown extension, which may run in another extension host, where it cannot be seen.
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
    ],
    readiness: true,
    rulePages: `${env.uriScheme}://design-docs.design-docs/rules/`,
    templatesFolder: Uri.joinPath(extensionUri, 'templates/').toString(),
  };
  return {
    documentSelector: documentSelector(),
    initializationOptions,
    outputChannel: output,
    diagnosticPullOptions: { onChange: true },
  };
}
