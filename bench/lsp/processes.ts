import { readdirSync, readFileSync } from 'node:fs';

/** Where the kernel tells of its processes; only Linux does, and elsewhere these columns stay empty. */
const PROC = '/proc';

/** What a process and all that it started hold now and held at most, in MB. */
export interface Memory {
  readonly now: number;
  readonly most: number;
}

/** A process and all that descend from it. */
export function processTree(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of tryTo(() => readdirSync(PROC)) ?? []) {
    if (!/^\d+$/.test(name)) continue;
    const stat = tryTo(() => readFileSync(`${PROC}/${name}/stat`, 'utf8'));
    // The name of the program stands in parentheses and may hold anything.
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const each of found) found.push(...(children.get(each) ?? []));
  return found;
}

/** The time that all threads of the processes have run, in ms; `undefined` where the kernel does not tell. */
export function cpuTime(pids: readonly number[]): number | undefined {
  const times = pids.flatMap((pid) =>
    (tryTo(() => readdirSync(`${PROC}/${pid}/task`)) ?? []).flatMap((thread) => {
      const told = tryTo(() => readFileSync(`${PROC}/${pid}/task/${thread}/schedstat`, 'utf8'));
      return told === undefined ? [] : Number(told.split(' ')[0]) / 1e6;
    }),
  );
  return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
}

/** The resident memory of the processes; `undefined` where the kernel does not tell. */
export function memoryOf(pids: readonly number[]): Memory | undefined {
  const states = pids.flatMap((pid) => tryTo(() => readFileSync(`${PROC}/${pid}/status`, 'utf8')) ?? []);
  const sum = (key: string): number =>
    states.reduce((all, state) => all + Number(new RegExp(`${key}:\\s+(\\d+)`).exec(state)?.[1] ?? 0), 0);
  return states.length === 0 ? undefined : { now: sum('VmRSS') / 1024, most: sum('VmHWM') / 1024 };
}

/** Processes end while they are read. */
function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
