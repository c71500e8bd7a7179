import type { WorkspaceFolder } from 'vscode-languageserver';
import { isWithin } from '../text/uri.ts';
import type { FileContext } from '../workspace/workspace.ts';

/** The folders of the workspace, as URIs without a last slash. */
export interface Folders {
  all(): readonly string[];
  placeOf(uri: string): Pick<FileContext, 'uri' | 'folder'>;
  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void;
}

export function keepFolders(initial: readonly WorkspaceFolder[]): Folders {
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

/** A new document lies nowhere yet; what decides at the root of the first folder decides about it. */
function placeOf([first]: readonly string[], uri: string): string {
  return first !== undefined && /^untitled:(?!\/)/.test(uri) ? `${first}/new.md` : uri;
}

/** The innermost workspace folder that holds a file. */
function folderOf(folders: readonly string[], uri: string): string | undefined {
  return folders.filter((folder) => isWithin(folder, uri)).sort((a, b) => b.length - a.length)[0];
}
