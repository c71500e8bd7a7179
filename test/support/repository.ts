import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { diskFolder, type Folder } from './cli.ts';

export interface Repository extends Folder {
  git(...args: string[]): string;
  /** Commits all changes as an author `Name <address>` on a day such as `2026-01-31`. */
  commit(author: string, day: string): void;
}

/** An empty temporary Git repository that ignores the Git configuration of the machine. */
export function diskRepository(context: TestContext): Repository {
  return repositoryIn(diskFolder(context));
}

export function repositoryIn(folder: Folder): Repository {
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): string =>
    execFileSync('git', args, {
      cwd: folder.path,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  run(['init', '--quiet', '--initial-branch=main']);
  return {
    ...folder,
    git: (...args) => run(args),
    commit(author, day) {
      const [, name = '', address = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
      const date = `${day}T12:00:00Z`;
      run(['add', '--all']);
      run(['commit', '--quiet', '--message=A change'], {
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: address,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: address,
        GIT_COMMITTER_DATE: date,
      });
    },
  };
}
