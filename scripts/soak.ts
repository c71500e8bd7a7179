import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../esbuild.mjs';
import { SEED, TEMPLATES } from '../test/support/engine.ts';
import { filled, textOf } from '../test/support/filled.ts';
import fc from '../test/support/property.ts';
import { root } from './editor/prepare.ts';
import { type Author, createAuthor, generator, type Random } from './soak/author.ts';
import { type Held, type SoakedServer, startSoakedServer } from './soak/server.ts';

/**
 * A day of writing in fast motion: a real server, many documents that are opened, edited, asked about and closed. What it
 * holds on to with all documents open as they were at first must not grow between the first tenth and the end, and what it
 * finds in them must stay the same.
 */
const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '100000' },
    documents: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const edits = countOf('edits', values.edits);
const count = countOf('documents', values.documents);
const seed = countOf('seed', values.seed);

/** How much more may be held at the end than after the first tenth. */
const MOST_GROWTH = 0.05;

await build();
const began = performance.now();
const server = await startSoakedServer();
const problems = await soak(server).catch((error: Error) => [error.message]);
for (const problem of problems) console.error(`FAILED: ${problem}`);
if (problems.length === 0) console.log('ok: it holds no more, and finds the same');
process.exit(problems.length === 0 ? 0 : 1);

/** What went wrong. */
async function soak(server: SoakedServer): Promise<string[]> {
  const random = generator(seed);
  const authors = initialTexts().map((text, nth) =>
    createAuthor(server.connection, `file:///home/${nth}/design-doc.md`, text, random),
  );
  const held: Held[] = [];
  const found: string[] = [];
  let made = 0;
  for (let tenth = 1; tenth <= 10; tenth++) {
    while (made < (edits * tenth) / 10) made += await work(authors, random);
    const { edits: more, findings } = await restore(authors);
    made += more;
    found.push(findings);
    held.push(await server.held());
    console.log(progress(made, held.at(-1) as Held));
  }
  const code = await server.stop();
  return [
    ...growth(held),
    ...(new Set(found).size > 1 ? ['what is found in the same texts has changed'] : []),
    ...(code === 0 ? [] : [`the server ended with ${code}`]),
    ...(server.logged.length > 0 ? [`the server logged ${server.logged.length}: ${server.logged[0]}`] : []),
  ];
}

/** A while in one document, half of which are closed again at times; how many edits it took. */
async function work(authors: readonly Author[], random: Random): Promise<number> {
  const nth = random(authors.length);
  const author = authors[nth] as Author;
  if (!author.isOpen()) author.open();
  let made = 0;
  for (let more = 1 + random(12); more > 0; more--) {
    made += author.edit();
    // Now and then one types faster than anybody asks.
    if (random(3) > 0) await author.ask();
  }
  if (nth % 2 === 1 && random(4) === 0) author.close();
  return made;
}

/**
 * Opens all documents, and takes back edit by edit what was written in them; how many edits, and what is found then. In each
 * something was written, since what an edited document holds on to differs from what one does that was only opened.
 */
async function restore(authors: readonly Author[]): Promise<{ edits: number; findings: string }> {
  let edits = 0;
  const findings: string[] = [];
  for (const author of authors) {
    if (!author.isOpen()) author.open();
    edits += author.edit();
    await author.ask();
    edits += author.restore();
    findings.push(await author.findings());
  }
  return { edits, findings: findings.join('\n') };
}

function growth(held: readonly Held[]): string[] {
  const [first, last] = [held[0] as Held, held.at(-1) as Held];
  const story = `The heap after collecting garbage, at 10 % and at 100 % of the edits: ${compared(first.data, last.data)} without compiled code, ${compared(first.heap, last.heap)} with it.`;
  console.log(story);
  return [
    ...(last.data > first.data * (1 + MOST_GROWTH) ? [`data grew by more than ${MOST_GROWTH * 100} %`] : []),
    ...(last.resources > first.resources
      ? [`${last.resources} timers, sockets and the like, ${first.resources} before`]
      : []),
  ];
}

function compared(first: number, last: number): string {
  const change = (last / first - 1) * 100;
  return `${megabytes(first)} and ${megabytes(last)} (${change < 0 ? '' : '+'}${change.toFixed(1)} %)`;
}

/** The texts of all documents: blank, half written and finished ones, with line breaks of both kinds. */
function initialTexts(): string[] {
  const samples = globSync('samples/**/*.md', { cwd: root })
    .sort()
    .map((file) => readFileSync(join(root, file), 'utf8'));
  const written = TEMPLATES.flatMap((template) =>
    fc.sample(filled(template), { numRuns: 15, seed }).map(textOf),
  );
  const kinds = [SEED, ...samples, ...written];
  return Array.from({ length: count }, (_, nth) => {
    const text = kinds[nth % kinds.length] as string;
    return nth % 3 === 0 ? text.replace(/\r?\n/g, '\r\n') : text;
  });
}

function progress(made: number, { data, heap, external, rss }: Held): string {
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return `${made} edits, ${seconds} s: heap ${megabytes(heap)}, ${megabytes(data)} of it data, external ${megabytes(external)}, resident ${megabytes(rss)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

function countOf(name: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} is a number from 1 on.`);
  return Number(value);
}
