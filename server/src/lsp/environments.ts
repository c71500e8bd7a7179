import type { Connection, TextDocuments, WorkspaceFolder } from 'vscode-languageserver';
import { READ_FILE, type ReadFileResult } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { decodeUri, folderOf, isWithin } from '../text/uri.ts';
import { CONFIG_FILE, isConfigFile } from '../workspace/config-file.ts';
import type { Environment, KnownTemplate } from '../workspace/environment.ts';
import type { Host } from '../workspace/host.ts';
import { createWorkspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import { isMarkdown, type OpenDocument } from './documents.ts';
import type { FileAccess } from './file-access.ts';
import { trackFolders } from './folders.ts';
import { describeError, type Log } from './guard.ts';
import { DidChangeWatchedFilesNotification } from './wire.ts';

/** Keeps the environment of each open document up to date: its config file, templates, and settings. */
export interface Environments {
  /**
   * Resolves to a document once its environment is up to date. `undefined` if the document is not open, or if it is
   * neither Markdown nor a config file: some editors send all files of a language.
   */
  ready(uri: string): Promise<OpenDocument | undefined>;
  /** Like `ready`, but `undefined` if the setting `designDocs.enable` is off. */
  enabled(uri: string): Promise<OpenDocument | undefined>;
  /** The environments at the roots of the workspace folders and of the open documents. Never empty. */
  all(): Promise<readonly Environment[]>;
  /** The folders that a document may refer to: the workspace folders, or its own folder if it is outside of them. */
  boundsOf(uri: string): readonly string[];
  /**
   * The text of a file, open or stored. `undefined` if it does not exist, cannot be read, or is outside the bounds of
   * the document `from`.
   */
  read(uri: string, from: string): Promise<string | undefined>;
  /** The URIs of the Markdown files in the workspace folders, as far as the server can read the disk. */
  findMarkdown(): Promise<readonly string[]>;
  /** Discards all environments, because the settings have changed. */
  settingsChanged(): void;
  /** Starts to watch files and folders. Called once the client has sent `initialized`. */
  start(): void;
}

export interface EnvironmentParts extends FileAccess {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
  readonly client: Client;
  readonly folders: readonly WorkspaceFolder[];
  readonly builtin: readonly KnownTemplate[];
  readonly log: Log;
  /** Shows warnings about settings to the user. */
  warn(messages: readonly string[]): void;
  settings(): Promise<Settings>;
  /** Called when config files, templates, or workspace folders have changed. */
  onChange(): void;
}

export function trackEnvironments(parts: EnvironmentParts): Environments {
  const { connection, documents, client, warn, settings, onChange } = parts;
  const read = fileReader(parts);
  const workspace = createWorkspace({ read }, parts.builtin);
  const folders = trackFolders(parts.folders);
  const environmentOf = async (uri: string): Promise<Environment> => {
    const place = folders.placeOf(uri);
    const environment = await workspace.environmentOf({
      ...place,
      bounds: folders.all(),
      user: await settings(),
    });
    warn(environment.settingProblems.map((problem) => `The setting designDocs.templates: ${problem}`));
    return environment;
  };
  const boundsOf = (uri: string): readonly string[] =>
    folders.placeOf(uri).folder === undefined ? [folderOf(uri)] : folders.all();
  const { ready, forget, forgetAll } = createResolver(documents, environmentOf);
  const changed = (): void => {
    forgetAll();
    onChange();
  };
  const fileChanged = (uris: readonly string[]): void => {
    if (uris.filter((uri) => workspace.changed(uri)).length > 0) changed();
  };
  documents.onDidChangeContent(({ document }) => fileChanged([document.uri]));
  documents.onDidClose(({ document }) => {
    forget(document.uri);
    fileChanged([document.uri]);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => fileChanged(changes.map(({ uri }) => uri)));
  return {
    ready,
    async enabled(uri) {
      const document = await ready(uri);
      return document?.environment.settings.enable ? document : undefined;
    },
    async all() {
      const open = await Promise.all(documents.all().map(({ uri }) => ready(uri)));
      const roots = await Promise.all(folders.all().map((folder) => environmentOf(`${folder}/new.md`)));
      const none = roots.length + open.length === 0 ? [await environmentOf('untitled:new.md')] : [];
      return [...roots, ...open.flatMap((document) => document?.environment ?? []), ...none];
    },
    boundsOf,
    async read(uri, from) {
      const bounds = boundsOf(from);
      return bounds.some((folder) => isWithin(folder, uri)) ? read(uri, bounds) : undefined;
    },
    findMarkdown: () => parts.findMarkdown(folders.all()),
    settingsChanged: forgetAll,
    start() {
      if (client.hasFolders)
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          folders.change(added, removed);
          changed();
        });
      if (client.watchesFiles) watchFiles(parts);
    },
  };
}

function watchFiles({ connection, log }: EnvironmentParts): void {
  const watchers = [{ globPattern: `**/${CONFIG_FILE}` }, { globPattern: '**/*.{md,markdown}' }];
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((error: unknown) => log(`client/registerCapability: ${describeError(error)}`));
}

interface Resolver {
  ready(uri: string): Promise<OpenDocument | undefined>;
  forget(uri: string): void;
  forgetAll(): void;
}

/** Sets the environment of each open document. It is computed once, and again after `forget` or `forgetAll`. */
function createResolver(
  documents: TextDocuments<OpenDocument>,
  environmentOf: (uri: string) => Promise<Environment>,
): Resolver {
  const resolving = new Map<string, Promise<void>>();
  let generation = 0;
  const resolve = async (uri: string, started: number): Promise<void> => {
    const environment = await environmentOf(uri);
    const document = documents.get(uri);
    if (document && generation === started) document.environment = environment;
  };
  return {
    async ready(uri) {
      for (let started = -1; started !== generation; ) {
        // An environment is kept only while its document is open.
        const document = documents.get(uri);
        if (!document || !(isMarkdown(document) || isConfigFile(uri))) return undefined;
        started = generation;
        const resolved = resolving.get(uri) ?? resolve(uri, started);
        resolving.set(uri, resolved);
        await resolved;
      }
      return documents.get(uri);
    },
    forget: (uri) => void resolving.delete(uri),
    forgetAll() {
      generation++;
      resolving.clear();
    },
  };
}

/** Reads open documents from their buffers. The client reads other files, or else the server does. */
function fileReader({
  connection,
  documents,
  client,
  readFile,
  isOutside,
  log,
}: EnvironmentParts): Host['read'] {
  return async (uri, bounds) => {
    const address = decodeUri(uri);
    const open = documents.all().find((document) => decodeUri(document.uri) === address);
    if (open) return open.text.getText();
    try {
      if (bounds !== undefined && (await isOutside(bounds, uri))) {
        log(`${uri} is not read because a symbolic link in its path points outside the workspace.`);
        return undefined;
      }
      if (!client.readsFiles) return await readFile(uri);
      return (await connection.sendRequest<ReadFileResult>(READ_FILE, { uri })) ?? undefined;
    } catch (error) {
      log(`${uri}: ${describeError(error)}`);
      return undefined;
    }
  };
}
