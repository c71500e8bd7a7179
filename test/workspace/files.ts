import assert from 'node:assert/strict';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { decodeUri } from '../../server/src/text/uri.ts';
import type { Environment } from '../../server/src/workspace/environment.ts';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts';
import { SERVICE } from '../support/service.ts';

/** An in-memory disk and a workspace on it. Paths are those of the fixture: `ws/docs/a.md`. */
export interface Disk {
  readonly workspace: Workspace;
  /** The paths that were read, in order. */
  readonly reads: string[];
  /** Writes a file, or deletes it if there is no text. Returns whether this may have changed an environment. */
  write(path: string, text: string | undefined): boolean;
  environmentOf(path: string, user?: Settings): Promise<Environment>;
  /** The findings that an editor would show in a file, without hints: `“text” error config-file: message`. */
  shown(path: string, user?: Settings): Promise<string[]>;
  /** The findings in the config file and the templates of a file, by path. Files without findings are omitted. */
  problems(path: string, user?: Settings): Promise<Record<string, string[]>>;
}

const ROOT = 'file:///';

/**
 * Creates a disk. In the fixture, a line `//- path` starts a file. `folders` are the workspace folders; the innermost
 * one applies.
 */
export function diskOf(fixture: string, folders: readonly string[] = ['ws']): Disk {
  const files = new Map(
    fixture
      .split(/^\/\/- /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
  );
  assert.ok(files.size > 0, 'the fixture has files');
  const reads: string[] = [];
  const workspace = createWorkspace({
    async read(uri) {
      const path = decodeUri(uri).replace(ROOT, '');
      reads.push(path);
      return files.get(path);
    },
  });
  const uriOf = (path: string): string => ROOT + path.split('/').map(encodeURIComponent).join('/');
  const environmentOf = (path: string, user = DEFAULT_SETTINGS): Promise<Environment> => {
    const own = folders.filter((folder) => path.startsWith(`${folder}/`)).sort((a, b) => b.length - a.length);
    return workspace.environmentOf({
      uri: uriOf(path),
      folder: own[0] && ROOT + own[0],
      bounds: folders.map((each) => ROOT + each),
      user,
    });
  };
  return {
    workspace,
    reads,
    environmentOf,
    write(path, text) {
      if (text === undefined) files.delete(path);
      else files.set(path, text);
      return workspace.changed(uriOf(path));
    },
    async shown(path, user) {
      const environment = await environmentOf(path, user);
      const text = files.get(path) ?? assert.fail(`there is no ${path}`);
      const found = SERVICE.findings({ uri: uriOf(path), markdown: parseMarkdown(text), environment });
      return inWords(
        text,
        found.filter(({ severity }) => severity !== 'hint'),
      );
    },
    async problems(path, user) {
      const found = SERVICE.problemFiles(await environmentOf(path, user)).map(({ uri, text, findings }) => {
        return [decodeUri(uri).replace(ROOT, ''), inWords(text, findings)] as const;
      });
      assert.equal(new Set(found.map(([at]) => at)).size, found.length, 'no file is listed twice');
      return Object.fromEntries(found.filter(([, list]) => list.length > 0));
    },
  };
}

/** `“text of the range” error rule: message`. */
function inWords(text: string, findings: ReturnType<typeof SERVICE.findings>): string[] {
  return findings.map(
    ({ start, end, severity, rule, message }) =>
      `“${text.slice(start, end)}” ${severity} ${rule}: ${message}`,
  );
}

export function settings(changes: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...changes };
}
