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

/** What the tests of the editor share. All waiting is for events; Mocha's timeout ends a wait that has no end. */

/** The extension's exports; activates it if nothing else has. */
export async function api(): Promise<Api> {
  const extension = extensions.getExtension<Api>('design-docs.design-docs');
  if (!extension) throw new Error('The extension is not installed.');
  return extension.activate();
}

/** Opens a new file of its own: VS Code may give a second untitled document what it kept of the first. */
export async function open(content: string): Promise<TextEditor> {
  opened += 1;
  return window.showTextDocument(await write(`file-${opened}.md`, content));
}

let opened = 0;

/** Writes a file of the workspace to where it is stored, by whichever way the workspace has. */
export async function write(path: string, content: string): Promise<Uri> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('There is no workspace.');
  const uri = Uri.joinPath(folder.uri, path);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Opens a file of the workspace, which is a copy of samples/. */
export async function openSample(name: string): Promise<TextEditor> {
  const [uri] = await workspace.findFiles(name);
  if (!uri) throw new Error(`There is no sample ${name}.`);
  return window.showTextDocument(uri);
}

/** Closes every editor and drops what was typed. */
export async function closeAll(): Promise<void> {
  while (window.tabGroups.activeTabGroup.activeTab) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Waits until something is found, and looks again at every event. */
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

/** Waits until what the server says of a document fits. */
export async function readiness(
  { document }: TextEditor,
  fits: (readiness: Readiness) => boolean = () => true,
): Promise<Readiness> {
  const { documents } = await api();
  const found = await documents.when(document.uri, fits);
  if (!found) throw new Error(`${document.uri} was closed.`);
  return found;
}

/** The rules of a document's findings, sorted, once they fit. */
export function findings(
  uri: Uri,
  fits: (rules: readonly string[]) => boolean = (rules) => rules.length > 0,
): Promise<readonly string[]> {
  return until([languages.onDidChangeDiagnostics], () => {
    const rules = languages.getDiagnostics(uri).map(ruleOf).sort();
    return fits(rules) && rules;
  });
}

/** Waits for a finding of a rule whose message has some words. */
export function finding(uri: Uri, rule: string, words: string): Promise<Diagnostic> {
  return until([languages.onDidChangeDiagnostics], () =>
    languages.getDiagnostics(uri).find((each) => ruleOf(each) === rule && each.message.includes(words)),
  );
}

export function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Puts the cursor behind the first occurrence of a text. */
export function placeCursor(editor: TextEditor, after: string): void {
  const offset = editor.document.getText().indexOf(after);
  if (offset < 0) throw new Error(`The document has no “${after}”.`);
  const place = editor.document.positionAt(offset + after.length);
  editor.selection = new Selection(place, place);
}

/** Types as a person would: the keys go through the editor, which opens lists and indents by itself. */
export async function type(text: string): Promise<void> {
  await commands.executeCommand('type', { text });
}

/**
 * Takes what the list offers first. No event tells when the list is there, so it is asked until it has answered. Behind
 * the first letter of a word VS Code shows the old list until the providers have answered anew: a list that is asked
 * for after that comes after it.
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

/** A design document at prototype: phase 0 is written, and Architecture of phase 1; four sections are missing. */
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
