import type { WorkspaceFolder } from 'vscode-languageserver';
import { isWithin } from '../text/uri.ts';
import type { FileContext } from '../workspace/workspace.ts';

/** The workspace folders, as URIs without a trailing slash. */
export interface Folders {
  all(): readonly string[];
  /** The URI by which a document's environment is found, and the innermost workspace folder that contains it. */
  placeOf(uri: string): Pick<FileContext, 'uri' | 'folder'>;
  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void;
}

export function trackFolders(initial: readonly WorkspaceFolder[]): Folders {
  let folders = initial.map(withoutSlash);
  return {
    all: () => folders,
    placeOf(uri) {
      const place = placeOf(folders, uri);
      return { uri: place, folder: folderOf(folders, place) };
    },
    change(added, removed) {
      const gone = new Set(removed.map(withoutSlash));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(withoutSlash)];
    },
  };
}

function withoutSlash({ uri }: WorkspaceFolder): string {
  return uri.replace(/\/$/, '');
}

/** An untitled document has no path yet, so it gets the environment at the root of the first folder. */
function placeOf([first]: readonly string[], uri: string): string {
  return first !== undefined && /^untitled:(?!\/)/.test(uri) ? `${first}/new.md` : uri;
}

/** The innermost workspace folder that contains a file. */
function folderOf(folders: readonly string[], uri: string): string | undefined {
  return folders.filter((folder) => isWithin(folder, uri)).sort((a, b) => b.length - a.length)[0];
}
