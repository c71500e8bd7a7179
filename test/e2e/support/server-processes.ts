import { readdirSync, readFileSync } from 'node:fs';

/** The language servers among the children of this extension host. Only Linux tells of processes without a tool of its own. */
export function serverProcesses(): number[] {
  const ids = readdirSync('/proc').filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    const file = (name: string): string => readFileSync(`/proc/${id}/${name}`, 'utf8');
    try {
      const [, parent] = /\nPPid:\s*(\d+)/.exec(file('status')) ?? [];
      return Number(parent) === process.pid && /dist[\\/]server\.js/.test(file('cmdline'));
    } catch {
      return false; // It ended meanwhile.
    }
  });
  return ids.map(Number);
}
