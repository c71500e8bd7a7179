/** The git history of a file. */
export interface History {
  /**
   * The author with the most commits; of several, the one with the latest commit. A name from .mailmap or the commits,
   * never an email address.
   */
  readonly owner: string;
  /** The time of the first commit: `2026-01-31T12:00:00Z`. */
  readonly created: string;
  /** The time of the last commit. */
  readonly changed: string;
}

/**
 * Reads the histories of the named files from the output of `git log -z --raw --format=@%ct %aN`, newest commit first.
 * Names are relative to the repository's root. Renames are followed. Memory use does not grow with the length of the
 * log.
 */
export async function readLog(
  stream: AsyncIterable<Buffer>,
  names: readonly string[],
): Promise<Map<string, History>> {
  const state: State = {
    counts: new Map(),
    currentNames: new Map(names.map((name) => [name, name])),
    created: new Set(),
  };
  let commit: Commit = { time: 0, author: '' };
  let change: string[] | undefined;
  for await (const record of records(stream)) {
    if (change) {
      change.push(record);
      if (change.length <= pathsOf(change[0] as string)) continue;
      applyChange(change, commit, state);
      change = undefined;
      continue;
    }
    const start = record.replace(/^\n/, '');
    if (start.startsWith(':')) change = [start];
    const [, time, author = ''] = /^@(\d+) (.*)$/s.exec(start) ?? [];
    if (time !== undefined) commit = { time: Number(time), author };
  }
  return new Map([...state.counts].map(([name, count]) => [name, historyOf(count)]));
}

interface Commit {
  readonly time: number;
  readonly author: string;
}

/** What is known from the commits read so far. */
interface State {
  /** By the current names of the files. */
  readonly counts: Map<string, Count>;
  /** The current names of the files, by their names in the next, older commits. */
  readonly currentNames: Map<string, string>;
  /** Names under which a file was created. In older commits, such a name can belong to another file. */
  readonly created: Set<string>;
}

interface Count {
  /** Commit times, in seconds. */
  first: number;
  last: number;
  /** The number of commits by author, ordered by the author's latest commit, newest first. */
  readonly commits: Map<string, number>;
}

/** The number of paths in a change: two for a rename. */
function pathsOf(meta: string): number {
  return /^:[^:].* R\d*$/.test(meta) ? 2 : 1;
}

function applyChange([meta = '', from = '', to]: readonly string[], commit: Commit, state: State): void {
  const { counts, currentNames, created } = state;
  const name = to ?? from;
  const current = currentNames.get(name);
  // In a merge, a rename means that one branch renamed the file and the other changed it. The merge changed nothing.
  if (current === undefined || /^::.* [A-Z]*R/.test(meta)) return;
  count(counts, current, commit);
  if (/ A$/.test(meta)) created.add(name);
  if (to === undefined) return;
  currentNames.delete(name);
  if (currentNames.has(from) && !created.has(from)) return;
  currentNames.set(from, current);
  created.delete(from);
}

function count(counts: Map<string, Count>, name: string, { time, author }: Commit): void {
  const known = counts.get(name) ?? { first: time, last: time, commits: new Map() };
  counts.set(name, known);
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
  known.commits.set(author, (known.commits.get(author) ?? 0) + 1);
}

function historyOf({ first, last, commits }: Count): History {
  const most = Math.max(...commits.values());
  const [owner = ''] = [...commits].find(([, number]) => number === most) ?? [];
  return { owner, created: isoDate(first), changed: isoDate(last) };
}

function isoDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Splits the output at NUL bytes. */
async function* records(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const all = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let start = 0;
    for (let end = all.indexOf(0); end >= 0; end = all.indexOf(0, start)) {
      yield all.toString('utf8', start, end);
      start = end + 1;
    }
    rest = all.subarray(start);
  }
}
