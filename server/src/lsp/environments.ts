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
import { keepFolders } from './folders.ts';
import { describeError, type Log } from './guard.ts';
import { DidChangeWatchedFilesNotification } from './wire.ts';
import type { FindMarkdown } from './workspace-files.ts';

/** Reads a file from where the server runs; `undefined` if there is none, or it is not there that files are. */
export type ReadFile = (uri: string) => Promise<string | undefined>;

/** Whether links on the server's disk lead from a file out of all of some folders. What is not on that disk has none. */
export type LeadsOut = (folders: readonly string[], uri: string) => Promise<boolean>;

/** Knows what decides about each open document, and keeps it current. */
export interface Environments {
  /**
   * A document once it is known what decides about it; `undefined` if it is not open, or is neither Markdown nor a config
   * file: some editors send every file of a kind.
   */
  ready(uri: string): Promise<OpenDocument | undefined>;
  /** The same, unless the user has turned the tool off. */
  enabled(uri: string): Promise<OpenDocument | undefined>;
  /** What decides at the roots of the workspace's folders and for the open documents. */
  all(): Promise<readonly Environment[]>;
  /** The folders out of which nothing in a document leads: those of the workspace, or its own outside of all. */
  boundsOf(uri: string): readonly string[];
  /** The text of a file as it is open or stored; `undefined` if it is not there, or outside of the bounds of `from`. */
  read(uri: string, from: string): Promise<string | undefined>;
  /** The Markdown files of the workspace's folders, as far as the server can see them. */
  findMarkdown(): Promise<readonly string[]>;
  /** The settings have changed. */
  settingsChanged(): void;
  /** Begins to listen; called once the client is ready. */
  start(): void;
}

export interface EnvironmentParts {
  readonly connection: Connection;
  readonly documents: TextDocuments<OpenDocument>;
  readonly client: Client;
  readonly folders: readonly WorkspaceFolder[];
  readonly readFile: ReadFile;
  readonly leadsOut: LeadsOut;
  readonly findMarkdown: FindMarkdown;
  readonly builtin: readonly KnownTemplate[];
  readonly log: Log;
  tell(messages: readonly string[]): void;
  settings(): Promise<Settings>;
  /** Told when config files or templates have changed. */
  onChange(): void;
}

export function keepEnvironments(parts: EnvironmentParts): Environments {
  const { connection, documents, client, tell, settings, onChange } = parts;
  const read = readFrom(parts);
  const workspace = createWorkspace({ read }, parts.builtin);
  const folders = keepFolders(parts.folders);
  const environmentOf = async (uri: string): Promise<Environment> => {
    const place = folders.placeOf(uri);
    const environment = await workspace.environmentOf({
      ...place,
      bounds: folders.all(),
      user: await settings(),
    });
    tell(environment.settingProblems.map((problem) => `The setting designDocs.templates: ${problem}`));
    return environment;
  };
  const boundsOf = (uri: string): readonly string[] =>
    folders.placeOf(uri).folder === undefined ? [folderOf(uri)] : folders.all();
  const { ready, forget, forgetAll } = createSettler(documents, environmentOf);
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

interface Settler {
  ready(uri: string): Promise<OpenDocument | undefined>;
  forget(uri: string): void;
  forgetAll(): void;
}

/** Gives each open document its environment, once until something changes. */
function createSettler(
  documents: TextDocuments<OpenDocument>,
  environmentOf: (uri: string) => Promise<Environment>,
): Settler {
  const settling = new Map<string, Promise<void>>();
  let generation = 0;
  const settle = async (uri: string, started: number): Promise<void> => {
    const environment = await environmentOf(uri);
    const document = documents.get(uri);
    if (document && generation === started) document.environment = environment;
  };
  return {
    async ready(uri) {
      for (let started = -1; started !== generation; ) {
        // What is settled for a document counts only for as long as that is open.
        const document = documents.get(uri);
        if (!document || !(isMarkdown(document) || isConfigFile(uri))) return undefined;
        started = generation;
        const settled = settling.get(uri) ?? settle(uri, started);
        settling.set(uri, settled);
        await settled;
      }
      return documents.get(uri);
    },
    forget: (uri) => void settling.delete(uri),
    forgetAll() {
      generation++;
      settling.clear();
    },
  };
}

/** What the user has open counts as it is there; the rest is read by the client, or from the disk. */
function readFrom({
  connection,
  documents,
  client,
  readFile,
  leadsOut,
  log,
}: EnvironmentParts): Host['read'] {
  return async (uri, bounds) => {
    const address = decodeUri(uri);
    const open = documents.all().find((document) => decodeUri(document.uri) === address);
    if (open) return open.text.getText();
    try {
      if (bounds !== undefined && (await leadsOut(bounds, uri))) {
        log(`${uri} is not read: it is, or lies behind, a link that leads out of the workspace.`);
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
