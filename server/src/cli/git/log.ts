/** What git knows of a file. */
export interface History {
  /** Who committed to it most often; of two, who did so last. A name as .mailmap has it, never an address. */
  readonly owner: string;
  /** When it was committed first and last, as `2026-01-31T12:00:00Z`. */
  readonly created: string;
  readonly changed: string;
}

/**
 * Reads `git log -z --raw --format=@%ct %aN` into the histories of the named files, newest commit first. A file that was
 * moved keeps its history. Holds no more than a line and what it counts.
 */
export async function readLog(
  stream: AsyncIterable<Buffer>,
  names: readonly string[],
): Promise<Map<string, History>> {
  const read: Read = {
    counts: new Map(),
    becomes: new Map(names.map((name) => [name, name])),
    begun: new Set(),
  };
  let commit: Commit = { time: 0, author: '' };
  let change: string[] | undefined;
  for await (const record of records(stream)) {
    if (change) {
      change.push(record);
      if (change.length <= pathsOf(change[0] as string)) continue;
      follow(change, commit, read);
      change = undefined;
      continue;
    }
    const start = record.replace(/^\n/, '');
    if (start.startsWith(':')) change = [start];
    const [, time, author = ''] = /^@(\d+) (.*)$/s.exec(start) ?? [];
    if (time !== undefined) commit = { time: Number(time), author };
  }
  return new Map([...read.counts].map(([name, count]) => [name, historyOf(count)]));
}

interface Commit {
  readonly time: number;
  readonly author: string;
}

/** What is known so far, from the newest commit on. */
interface Read {
  readonly counts: Map<string, Count>;
  /** Which of the named files what is called so in the commits to come has become. */
  readonly becomes: Map<string, string>;
  /** Names of which a beginning was seen, so that in older commits they may be another file's. */
  readonly begun: Set<string>;
}

interface Count {
  first: number;
  last: number;
  /** Of each author the commits, in the order of their last ones, the newest first. */
  readonly commits: Map<string, number>;
}

/** A move has two paths. */
function pathsOf(meta: string): number {
  return /^:[^:].* R\d*$/.test(meta) ? 2 : 1;
}

function follow([meta = '', from = '', to]: readonly string[], commit: Commit, read: Read): void {
  const { counts, becomes, begun } = read;
  const name = to ?? from;
  const now = becomes.get(name);
  // A merge of a change with a move holds the text of the one that moved it.
  if (now === undefined || /^::.* [A-Z]*R/.test(meta)) return;
  count(counts, now, commit);
  if (/ A$/.test(meta)) begun.add(name);
  if (to === undefined) return;
  becomes.delete(name);
  if (becomes.has(from) && !begun.has(from)) return;
  becomes.set(from, now);
  begun.delete(from);
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

/** What stands between NUL bytes. */
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
