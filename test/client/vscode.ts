import { registerHooks } from 'node:module';
import type { TreeView, TreeViewOptions } from 'vscode';

/** A mock of the module `vscode` for tests that run in Node. It has only what views and commands use there. */

/** Makes all modules that are imported after this call get the mock when they import `vscode`. */
export function mockVscode(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vscode' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
  });
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly event = (listener: (value: T) => unknown) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose(): void {
    this.#listeners.clear();
  }
}

/** Like VS Code's `l10n` without a translation. */
export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** The state of the mocked editor, and a record of calls. Tests change it and fire its events. */
export const editor = {
  /** The executed commands with their arguments. */
  commands: [] as (readonly unknown[])[],
  /** The messages shown to the user, and the button that the user presses. */
  messages: [] as string[],
  answer: undefined as string | undefined,
  /** The files that were shown in an editor, and the files that have a tab. */
  shown: [] as string[],
  tabs: [] as string[],
  visibility: new EventEmitter<unknown>(),
  /** The files that a workspace search finds, and the arguments of each search. */
  files: [] as readonly string[],
  searches: [] as (readonly unknown[])[],
  view: undefined as (Partial<TreeView<unknown>> & { visible: boolean }) | undefined,
};

export const commands = {
  executeCommand: async (...command: readonly unknown[]) => {
    editor.commands.push(command);
  },
};

const never = () => ({ dispose() {} });

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [],
  tabGroups: {
    get all() {
      return [{ viewColumn: 2, tabs: editor.tabs.map((uri) => ({ input: new TabInputText(uri) })) }];
    },
  },
  showInformationMessage: async (message: string, ...buttons: readonly string[]) => {
    editor.messages.push(message);
    return buttons.find((button) => button === editor.answer);
  },
  showTextDocument: async (uri: string) => {
    editor.shown.push(uri);
  },
  onDidChangeActiveTextEditor: never,
  onDidChangeVisibleTextEditors: never,
  onDidChangeTextEditorSelection: never,
  createTreeView(_: string, { treeDataProvider }: TreeViewOptions<unknown>) {
    editor.view = {
      visible: false,
      selection: [],
      onDidChangeVisibility: editor.visibility.event as TreeView<unknown>['onDidChangeVisibility'],
      reveal: async () => {},
      dispose() {},
    };
    treeDataProvider.onDidChangeTreeData?.(() => {});
    return editor.view;
  },
};

export const workspace = {
  openTextDocument: async (uri: string) => ({ uri }),
  onDidCloseTextDocument: never,
  findFiles: async (...search: readonly unknown[]) => {
    editor.searches.push(search);
    return editor.files;
  },
};

export const env = { uriScheme: 'vscode' };
export const languages = { match: () => 0 };
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 };
export class TreeItem {}
export class ThemeIcon {}
export class DataTransferItem {}
export class TabInputText {
  readonly uri: string;
  constructor(uri: string) {
    this.uri = uri;
  }
}
export class Position {}
export class Range {}
export class Selection {}
export const TextEditorRevealType = {};
export const QuickPickItemKind = {};
export const Uri = {
  parse: (uri: string) => uri,
  joinPath: (uri: string, path: string) => uri + path,
};
