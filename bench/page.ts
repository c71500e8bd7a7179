import type { Results } from './results.ts';
import { sections } from './tables.ts';
import { judge } from './targets.ts';

/** The generated parts of docs/performance.md, by name. */
export function performanceParts(results: Results): (readonly [string, string])[] {
  const tables = new Map(sections(results).map(({ id, tables }) => [id, tables.join('\n\n')]));
  return [['run', run(results)] as const, ...tables].map(
    ([id, text]) => [`performance-${id}`, text] as const,
  );
}

function run(results: Results): string {
  const { machine, command, rounds } = results;
  const { date, node, processor, cores, memory, system, load } = machine;
  const verdicts = judge(results);
  const met = verdicts.filter(({ isMet }) => isMet).length;
  return `\
Measured on ${date} with \`${command}\`. ${met} of ${verdicts.length} targets are met.

| | |
| --- | --- |
| processor | ${processor}, ${cores} cores |
| memory | ${(memory / 1000).toFixed(0)} GB |
| system | ${system} |
| Node | ${node} |
| load before the run | ${load} |
| rounds | ${rounds} |`;
}
