import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** How a server is started, and what an editor tells it. */
export interface Server {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly initializationOptions?: unknown;
  /** It now and then answers nothing from its start on, for reasons of its own. */
  readonly mayHang?: boolean;
  /** By section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const root = join(import.meta.dirname, '../..');
const peers = join(root, 'bench/peers/node_modules');
const reference = join(import.meta.dirname, 'reference-server.cjs');

/** The bundle that ships. */
export const ours: Server = {
  name: 'design-docs',
  command: process.execPath,
  args: [join(root, 'dist/server.js'), '--stdio'],
};

/** What the framework costs: it takes the edit, and answers with a finding that is always the same. */
export const refNull: Server = {
  name: 'ref-null',
  command: process.execPath,
  args: [reference, '--stdio'],
};

/** The same, with a full parse by markdown-it for each edit. */
export const refNaive: Server = {
  name: 'ref-naive',
  command: process.execPath,
  args: [reference, '--stdio', 'naive'],
};

/** VS Code's own Markdown server, with the settings that VS Code gives it and validation on. */
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

/** Ours, the references, and those peers that there is a package for on this machine. */
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
