import { growthPicture } from './picture.ts';
import type { Results } from './results.ts';
import { type Section, sections } from './tables.ts';
import { judge } from './targets.ts';

/** What follows from the results of a run: the page with the numbers, and its picture, by their paths. */
export function performanceFiles(json: string): readonly (readonly [string, string])[] {
  const results = JSON.parse(json) as Results;
  return [
    ['docs/performance.md', page(results)],
    ['docs/performance.svg', growthPicture(results)],
  ];
}

/** What a reader has to know of each part, by its title in `tables.ts`. */
const EXPLAINED: Readonly<Record<string, string>> = {
  Targets: `What was aimed at, beside what came of it in this run. ref-null is the floor: a server on the same packages as
ours (vscode-languageserver and its text documents) that takes each edit and answers with one finding, always the same.`,
  'A keystroke': `The editor's side of the protocol makes an edit in the middle of a document and waits for the findings of what
it led to. Each cell has the median, and behind it in brackets the 95th percentile, from the moment before the edit is told
to the moment when the last byte of its findings is there.

- **typing in a paragraph, in a heading, a new heading**: one character at a time, each when the one before is answered.
- **opening a fence**: a line of three backticks, with nothing that closes it, goes in and out again. All that follows
  is read otherwise, text as code and code as text: the worst that one edit can do.
- **CPU for each edit**: what all threads of the server ran for a character typed in a paragraph. What a server puts off
  shows here, and not in the time to its findings.
- **completion, symbols**: asked right behind an edit, until the answer is there (the median).
- **burst settles**: a key every 60 ms, without waiting; from the last of them to the findings of it.
- **memory**: what the server's processes hold at the end.

Beside ours: **ref-null** (above); **ref-naive**, the same with a full parse by markdown-it for each edit, and a list of
duplicate headings; **rumdl**, a linter in Rust; **vscode-markdown**, VS Code's own Markdown server with validation on, whose
tokens the editor's side makes with markdown-it as VS Code does. They do not do the same work: rumdl finds matters of
style, VS Code's server broken links.`,
  'Growth with the size of the document':
    'Typing in the paragraph in the middle, in documents of other sizes.',
  'Growth with the number of open documents': `Typing in one document of 10 KB while others like it are open.`,
  'Cold start': `From the spawn of the process to the answer of the greeting, and to the first findings of a document of 10 KB.`,
  'A whole folder': `The command line on a folder of documents, as a whole process: beside a process that does no more than read the
same files and parse them with markdown-it, once in full and once without its inline parser, and beside markdownlint-cli2.
The command line uses all cores, the parse one.`,
  'The engine alone': `A document from its text to its findings, in one process that is warm, with nothing kept from before.`,
  Bundles: 'What ships, and what the build allows. A bundle that is over its budget fails the build.',
};

function page(results: Results): string {
  const { machine, command, rounds } = results;
  const all = sections(results);
  const { date, node, processor, cores, memory, system, load } = machine;
  return `# Performance

<!-- From docs/performance.json, by npm run generate. -->

Measured on ${date} with \`${command}\`: ${rounds} rounds, of which each figure is the median. Times are in milliseconds where no
other unit stands. Servers take turns, each in a fresh process for each document of each round, so that a change in the machine's speed meets
all alike: compare within this page, and read the ratios rather than the milliseconds. ${summary(results)}

| machine | |
| --- | --- |
| processor | ${processor}, ${cores} cores |
| memory | ${(memory / 1000).toFixed(1)} GB |
| system | ${system} |
| Node | ${node} |
| load before the run | ${load} |

The documents are technical designs that are finished, with a word of nonsense for each word of sense: every section of the
template, filled with prose, links, lists, tables, code and nested headings until they are as large as wanted.

${all.map(section).join('\n\n')}

## Again

\`npm run bench\` measures all of it and prints these tables; CONTRIBUTING.md has its options. It installs the servers to measure beside
in \`bench/peers\`. CPU and memory are read from the kernel, which only Linux lets one do.
`;
}

function summary(results: Results): string {
  const verdicts = judge(results);
  const missed = verdicts.filter(({ isMet }) => !isMet).length;
  if (missed === 0) return `All ${verdicts.length} targets are met.`;
  return `Of ${verdicts.length} targets ${verdicts.length - missed} are met and ${missed} missed.`;
}

function section({ title, tables }: Section): string {
  const picture = title.startsWith('Growth with the size')
    ? [
        '![Time to the findings of a keystroke, by the size of the document and by the number of open documents](performance.svg)',
      ]
    : [];
  return [`## ${title}`, EXPLAINED[title] ?? '', ...picture, ...tables].join('\n\n');
}
