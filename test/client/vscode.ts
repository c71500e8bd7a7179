import { registerHooks } from 'node:module';
import type { TreeView, TreeViewOptions } from 'vscode';

/** Stands in for `vscode`, as far as our views and commands ask it for something in the tests that run in Node. */

/** From now on, modules that import `vscode` get this one; so they are imported only after this is called. */
export function standInForVscode(): void {
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

/** Words as VS Code has them without a translation. */
export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** What was done to the editor, and what is there; a test changes it and fires the events. */
export const editor = {
  /** The commands that were executed, with their arguments. */
  commands: [] as (readonly unknown[])[],
  /** What the author was told, and which button is pressed. */
  messages: [] as string[],
  answer: undefined as string | undefined,
  /** The files that were brought to front, and those that have a tab. */
  fronts: [] as string[],
  tabs: [] as string[],
  visibility: new EventEmitter<unknown>(),
  /** What the workspace finds, and with which arguments it was asked. */
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
    editor.fronts.push(uri);
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
