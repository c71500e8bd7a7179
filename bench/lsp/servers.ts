import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';

/** How to start a server, and what an editor sends it. */
export interface Server {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The editor's capabilities; by default `clientCapabilities`. */
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Whether the server sometimes starts without ever answering. The cause is in the server. */
  readonly mayHang?: boolean;
  /** By section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, '../..');
const peers = join(root, 'bench/peers/node_modules');
const reference = join(import.meta.dirname, 'reference-server.cjs');

/** The bundle of our server, as in the extension. */
export const ours: Server = {
  name: 'design-docs',
  command: process.execPath,
  args: [join(root, 'dist/server.js'), '--stdio'],
};

/** The cost of the framework: a server that reads each edit and answers with the same diagnostic each time. */
export const refNull: Server = {
  name: 'ref-null',
  command: process.execPath,
  args: [reference, '--stdio'],
};

/** `refNull` with a full parse by markdown-it for each edit. */
export const refNaive: Server = {
  name: 'ref-naive',
  command: process.execPath,
  args: [reference, '--stdio', 'naive'],
};

/** The Markdown server that is part of VS Code, with VS Code's default settings and validation on. */
const vscodeMarkdown: Server = {
  name: 'vscode-markdown',
  command: process.execPath,
  args: [join(peers, 'vscode-markdown-languageserver/dist/node/workerMain.js'), '--stdio'],
  initializationOptions: { markdownFileExtensions: ['md'] },
  settings: {
    markdown: {
      server: { log: 'off' },
      preferredMdPathExtensionStyle: 'auto',
      occurrencesHighlight: { enabled: true },
      suggest: { paths: { enabled: true, includeWorkspaceHeaderCompletions: 'never' } },
      validate: {
        enabled: true,
        referenceLinks: { enabled: 'warning' },
        fragmentLinks: { enabled: 'warning' },
        fileLinks: { enabled: 'warning', markdownFragmentLinks: 'inherit' },
        ignoredLinks: [],
        unusedLinkDefinitions: { enabled: 'hint' },
        duplicateLinkDefinitions: { enabled: 'warning' },
      },
    },
  },
};

/** Our server, the references, and the peers that have a package for this machine. */
export function allServers(): readonly Server[] {
  const binary = process.platform === 'win32' ? 'rumdl.exe' : 'rumdl';
  const rumdl = join(peers, '@rumdl', `cli-${process.platform}-${process.arch}`, binary);
  return [
    ours,
    refNull,
    refNaive,
    ...(existsSync(rumdl) ? [{ name: 'rumdl', command: rumdl, args: ['server'], mayHang: true }] : []),
    vscodeMarkdown,
  ];
}
