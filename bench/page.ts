import type { Results } from './results.ts';
import { sections } from './tables.ts';
import { judge } from './targets.ts';

/** What docs/performance.md says of a run besides its own words, by the names of its parts. */
export function performanceParts(results: Results): (readonly [string, string])[] {
  const tables = sections(results).map(({ id, tables }) => [id, tables.join('\n\n')] as const);
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
Measured on ${date} with \`${command}\`. Of ${verdicts.length} targets ${met} are met.

| | |
| --- | --- |
| processor | ${processor}, ${cores} cores |
| memory | ${(memory / 1000).toFixed(0)} GB |
| system | ${system} |
| Node | ${node} |
| load before the run | ${load} |
| rounds | ${rounds} |`;
}
