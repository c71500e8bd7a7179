import {
  commands,
  type Diagnostic,
  type Event,
  extensions,
  languages,
  Selection,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Api } from '../../client/src/activate.ts';
import type { Readiness } from '../../server/src/protocol.ts';

/** Helpers for the editor tests. They wait for events without a timeout of their own; Mocha's timeout ends a wait. */

/** The exports of the extension, which is activated if necessary. */
export async function api(): Promise<Api> {
  const extension = extensions.getExtension<Api>('design-docs.design-docs');
  if (!extension) throw new Error('The extension is not installed.');
  return extension.activate();
}

/** Opens a new file. It is not untitled, because VS Code may restore the text of an earlier untitled document. */
export async function open(content: string): Promise<TextEditor> {
  opened += 1;
  return window.showTextDocument(await write(`file-${opened}.md`, content));
}

let opened = 0;

/** Writes a file in the workspace, on any file system. */
export async function write(path: string, content: string): Promise<Uri> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('There is no workspace.');
  const uri = Uri.joinPath(folder.uri, path);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Opens a file of the workspace, which has a copy of samples/. */
export async function openSample(name: string): Promise<TextEditor> {
  const [uri] = await workspace.findFiles(name);
  if (!uri) throw new Error(`There is no sample ${name}.`);
  return window.showTextDocument(uri);
}

/** Closes all editors and discards unsaved changes. */
export async function closeAll(): Promise<void> {
  while (window.tabGroups.activeTabGroup.activeTab) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Waits until `find` returns a value. It is called at once and after each event. */
export function until<T>(events: readonly Event<unknown>[], find: () => T | undefined | false): Promise<T> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = find();
      if (found === undefined || found === false) return;
      for (const each of listening) each.dispose();
      resolve(found);
    };
    const listening = events.map((event) => event(look));
    look();
  });
}

/** Waits until the readiness of a document passes a test. */
export async function readiness(
  { document }: TextEditor,
  predicate: (readiness: Readiness) => boolean = () => true,
): Promise<Readiness> {
  const { documents } = await api();
  const found = await documents.when(document.uri, predicate);
  if (!found) throw new Error(`${document.uri} was closed.`);
  return found;
}

/** Waits until the sorted rules of a document's diagnostics pass a test, and returns them. */
export function findings(
  uri: Uri,
  predicate: (rules: readonly string[]) => boolean = (rules) => rules.length > 0,
): Promise<readonly string[]> {
  return until([languages.onDidChangeDiagnostics], () => {
    const rules = languages.getDiagnostics(uri).map(ruleOf).sort();
    return predicate(rules) && rules;
  });
}

/** Waits for a diagnostic of a rule whose message contains `words`. */
export function finding(uri: Uri, rule: string, words: string): Promise<Diagnostic> {
  return until([languages.onDidChangeDiagnostics], () =>
    languages.getDiagnostics(uri).find((each) => ruleOf(each) === rule && each.message.includes(words)),
  );
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Puts the cursor after the first occurrence of a text. */
export function placeCursor(editor: TextEditor, after: string): void {
  const offset = editor.document.getText().indexOf(after);
  if (offset < 0) throw new Error(`The document has no “${after}”.`);
  const position = editor.document.positionAt(offset + after.length);
  editor.selection = new Selection(position, position);
}

/** Types like a user: the editor opens completion lists and indents automatically. */
export async function type(text: string): Promise<void> {
  await commands.executeCommand('type', { text });
}

/**
 * Accepts the first completion item. VS Code has no event for an open completion list, so the command is repeated
 * until it has an effect. After the first letter of a word, VS Code shows the old list until the providers have
 * answered again. The provider is called first, because its answer arrives after that.
 */
export async function acceptSuggestion({ document, selection }: TextEditor): Promise<void> {
  await commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, selection.active);
  const { version } = document;
  while (document.version === version) await commands.executeCommand('acceptSelectedSuggestion');
}

export function lineOf({ document }: TextEditor, text: string): number {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`The document has no “${text}”.`);
  return document.positionAt(offset).line;
}

/**
 * A design document at the level prototype: phase 0 and Architecture of phase 1 are written, four sections are
 * missing.
 */
export const PROTOTYPE = `# Parcel Tracking

<!-- Phase 0: Project Basics -->
## Overview

Shops and their customers see where a parcel is.

## Goals and Non-Goals

- Goals: answer 5,000 requests a second by March.
- Non-Goals: route planning.

<!-- Phase 1: Core Technical -->
## Architecture

Scanners post events to a log; a projector keeps one row for each parcel.

<!-- Phase 0: Project Basics -->
## Quality

- Quality Level: prototype
- Entry/Exit criteria:
  - Smoke tests pass.
`;
