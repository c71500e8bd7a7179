import { readdirSync, readFileSync } from 'node:fs';

/** The process ids of the language servers that this extension host started. Works only on Linux, which has /proc. */
export function serverProcesses(): number[] {
  const ids = readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    const file = (name: string): string => readFileSync(`/proc/${id}/${name}`, 'utf8');
    try {
      const [, parent] = /\nPPid:\s*(\d+)/.exec(file('status')) ?? [];
      return Number(parent) === process.pid && /dist[\\/]server\.js/.test(file('cmdline'));
    } catch {
      return false; // The process has exited meanwhile.
    }
  });
  return ids.map(Number);
}
