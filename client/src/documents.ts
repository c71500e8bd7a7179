import { type Disposable, type Event, EventEmitter, Uri, window, workspace } from 'vscode';
import type { Readiness } from '../../server/src/protocol.ts';
import { groupOf } from './sections.ts';

/** What the server said of each open document, and which of them the views are about. */
export interface Documents extends Disposable {
  /** The design document in the active editor, or else the last one that is still visible. */
  readonly shown: Readiness | undefined;
  /** Where none is visible, the last one that was, as long as it has a tab. */
  readonly covered: Readiness | undefined;
  /** Fires when the editors or what is known of their documents have changed. */
  readonly onDidChange: Event<void>;
  of(uri: Uri): Readiness | undefined;
  update(readiness: Readiness): void;
  /** Waits until what is known of a document fits; `undefined` if it is closed before. */
  when(uri: Uri, fits: (readiness: Readiness) => boolean): Promise<Readiness | undefined>;
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
    get covered() {
      return !shown && last !== undefined && groupOf(last) ? known.get(last) : undefined;
    },
    onDidChange: changed.event,
    of,
    update: (readiness) => {
      const key = Uri.parse(readiness.uri).toString();
      const document = workspace.textDocuments.find(({ uri }) => uri.toString() === key);
      // A late word may be about a document that is closed by now, or closed and opened anew.
      if (!document || readiness.version > document.version) return;
      known.set(key, readiness);
      choose();
    },
    when: (uri, fits) => until(changed.event, uri, () => [of(uri)].find((each) => each && fits(each))),
    dispose: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}

function chooseShown(
  before: string | undefined,
  of: (uri: Uri) => Readiness | undefined,
): string | undefined {
  const visible = [window.activeTextEditor, ...window.visibleTextEditors]
    .flatMap((editor) => editor?.document.uri ?? [])
    .filter((uri) => ['document', 'candidate'].includes(of(uri)?.kind ?? 'none'))
    .map(String);
  const active = window.activeTextEditor?.document.uri.toString();
  return [active, before].find((uri) => uri !== undefined && visible.includes(uri)) ?? visible[0];
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
