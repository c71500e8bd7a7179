import { readdirSync, readFileSync } from 'node:fs';

/** Only Linux has it. On other systems, the CPU and memory columns are empty. */
const PROC = '/proc';

/** The resident memory of a process and its descendants, now and at its peak, in MB. */
export interface Memory {
  readonly now: number;
  readonly most: number;
}

/** The ids of a process and all its descendants. */
export function processTree(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of tryTo(() => readdirSync(PROC)) ?? []) {
    if (!/^\d+$/.test(name)) continue;
    const stat = tryTo(() => readFileSync(`${PROC}/${name}/stat`, 'utf8'));
    // The program's name is in parentheses and may contain any character.
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const each of found) found.push(...(children.get(each) ?? []));
  return found;
}

/** The CPU time of all threads of the processes, in ms; `undefined` on systems other than Linux. */
export function cpuTime(pids: readonly number[]): number | undefined {
  const times = pids.flatMap((pid) =>
    (tryTo(() => readdirSync(`${PROC}/${pid}/task`)) ?? []).flatMap((thread) => {
      const stat = tryTo(() => readFileSync(`${PROC}/${pid}/task/${thread}/schedstat`, 'utf8'));
      return stat === undefined ? [] : Number(stat.split(' ')[0]) / 1e6;
    }),
  );
  return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
}

/** The resident memory of the processes; `undefined` on systems other than Linux. */
export function memoryOf(pids: readonly number[]): Memory | undefined {
  const states = pids.flatMap((pid) => tryTo(() => readFileSync(`${PROC}/${pid}/status`, 'utf8')) ?? []);
  const sum = (key: string): number =>
    states.reduce((all, state) => all + Number(new RegExp(`${key}:\\s+(\\d+)`).exec(state)?.[1] ?? 0), 0);
  return states.length === 0 ? undefined : { now: sum('VmRSS') / 1024, most: sum('VmHWM') / 1024 };
}

/** A process may end while its files are read. */
function tryTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
