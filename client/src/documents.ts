import { type Disposable, type Event, EventEmitter, Uri, window, workspace } from 'vscode';
import type { Readiness } from '../../server/src/protocol.ts';
import { groupOf } from './sections.ts';

/** The readiness of each open document, and which document the views show. */
export interface Documents extends Disposable {
  /** The design document in the active editor, or else one that is visible, preferably the one shown before. */
  readonly shown: Readiness | undefined;
  /** If no design document is visible: the last shown one, as long as it still has a tab. */
  readonly background: Readiness | undefined;
  /** Fires when the visible editors or the readiness of a document change. */
  readonly onDidChange: Event<void>;
  /** The readiness of a document; `undefined` until the server has sent it. */
  of(uri: Uri): Readiness | undefined;
  update(readiness: Readiness): void;
  /** Waits until the readiness of a document passes a test. Resolves to `undefined` if the document is closed first. */
  when(uri: Uri, predicate: (readiness: Readiness) => boolean): Promise<Readiness | undefined>;
}

export function trackDocuments(): Documents {
  const known = new Map<string, Readiness>();
  const changed = new EventEmitter<void>();
  const of = (uri: Uri): Readiness | undefined => known.get(uri.toString());
  let shown: string | undefined;
  let last: string | undefined;
  const choose = (): void => {
    shown = chooseShown(shown, of);
    last = shown ?? last;
    changed.fire();
  };
  const subscriptions = [
    window.onDidChangeActiveTextEditor(choose),
    window.onDidChangeVisibleTextEditors(choose),
    workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(uri.toString());
      choose();
    }),
    changed,
  ];
  return {
    get shown() {
      return shown === undefined ? undefined : known.get(shown);
    },
    get background() {
      return !shown && last !== undefined && groupOf(last) ? known.get(last) : undefined;
    },
    onDidChange: changed.event,
    of,
    update: (readiness) => {
      const key = Uri.parse(readiness.uri).toString();
      const document = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
      // A late notification may be about a document that has been closed, or closed and opened again.
      if (!document || readiness.version > document.version) return;
      known.set(key, readiness);
      choose();
    },
    when: (uri, predicate) =>
      until(changed.event, uri, () => [of(uri)].find((each) => each && predicate(each))),
    dispose: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}

function chooseShown(
  previous: string | undefined,
  of: (uri: Uri) => Readiness | undefined,
): string | undefined {
  const visible = [window.activeTextEditor, ...window.visibleTextEditors]
    .flatMap((editor) => editor?.document.uri ?? [])
    .filter((uri) => ['document', 'candidate'].includes(of(uri)?.kind ?? 'none'))
    .map(String);
  const active = window.activeTextEditor?.document.uri.toString();
  return [active, previous].find((uri) => uri !== undefined && visible.includes(uri)) ?? visible[0];
}

function until<T>(event: Event<void>, uri: Uri, find: () => T | undefined): Promise<T | undefined> {
  return new Promise((resolve) => {
    const end = (result: T | undefined): void => {
      for (const each of subscriptions) each.dispose();
      resolve(result);
    };
    const check = (): void => {
      const found = find();
      if (found !== undefined) end(found);
    };
    const subscriptions = [
      event(check),
      workspace.onDidCloseTextDocument((document) => {
        if (document.uri.toString() === uri.toString()) end(undefined);
      }),
    ];
    check();
  });
}
