import assert from 'node:assert/strict';
import { parseMarkdown } from '../../server/src/markdown/markdown.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/settings.ts';
import { decodeUri } from '../../server/src/text/uri.ts';
import type { Environment } from '../../server/src/workspace/environment.ts';
import { createWorkspace, type Workspace } from '../../server/src/workspace/workspace.ts';
import { SERVICE } from '../support/service.ts';

/** A disk in memory and the workspace on it. Paths are those of the fixture, `ws/docs/a.md`. */
export interface Disk {
  readonly workspace: Workspace;
  /** The addresses that were read, in order, as paths. */
  readonly reads: string[];
  /** Writes a file, or removes it; whether that may have changed any environment. */
  write(path: string, text: string | undefined): boolean;
  environmentOf(path: string, user?: Settings): Promise<Environment>;
  /** What the editor would show of a file, `error config-file: message` each, without what is only a hint. */
  shown(path: string, user?: Settings): Promise<string[]>;
  /** The same of the files that decide about it, under their paths; those without problems are left out. */
  problems(path: string, user?: Settings): Promise<Record<string, string[]>>;
}

const ROOT = 'file:///';

/** `//- path` begins a file. The folders are those of the workspace, the innermost counts. */
export function diskOf(fixture: string, folders: readonly string[] = ['ws']): Disk {
  const files = new Map(
    fixture
      .split(/^\/\/- /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)] as const),
  );
  assert.ok(files.size > 0, 'a fixture holds files');
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
      assert.equal(new Set(found.map(([at]) => at)).size, found.length, 'no file is told of twice');
      return Object.fromEntries(found.filter(([, list]) => list.length > 0));
    },
  };
}

/** `“the text it stands on” error rule: message`. */
function inWords(text: string, findings: ReturnType<typeof SERVICE.findings>): string[] {
  return findings.map(
    ({ start, end, severity, rule, message }) =>
      `“${text.slice(start, end)}” ${severity} ${rule}: ${message}`,
  );
}

export function settings(changes: Partial<Settings>): Settings {
  return { ...DEFAULT_SETTINGS, ...changes };
}
