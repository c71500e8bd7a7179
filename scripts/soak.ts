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
 * Simulates a day of writing: many documents are opened, edited, queried, and closed in a real server. After each tenth
 * of the edits, all documents are open with their initial texts. The memory that the server holds then must not grow
 * between the first tenth and the end, and its findings must stay the same.
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

/** By how much the held memory may grow between the first tenth and the end. */
const MAX_GROWTH = 0.05;

await build();
const began = performance.now();
const server = await startSoakedServer();
const problems = await soak(server).catch((error: Error) => [error.message]);
for (const problem of problems) console.error(`FAILED: ${problem}`);
if (problems.length === 0) console.log('ok: memory did not grow, and findings are the same');
process.exit(problems.length === 0 ? 0 : 1);

/** Returns the problems, as messages. */
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
    ...(new Set(found).size > 1 ? ['the findings in the same texts have changed'] : []),
    ...(code === 0 ? [] : [`the server exited with ${code}`]),
    ...(server.logged.length > 0
      ? [`messages in the server's log: ${server.logged.length}, the first: ${server.logged[0]}`]
      : []),
  ];
}

/** Makes some edits in one document and returns their number. Every other document is sometimes closed afterwards. */
async function work(authors: readonly Author[], random: Random): Promise<number> {
  const nth = random(authors.length);
  const author = authors[nth] as Author;
  if (!author.isOpen()) author.open();
  let made = 0;
  for (let more = 1 + random(12); more > 0; more--) {
    made += author.edit();
    // Not after every edit, because an author may type faster than the editor sends requests.
    if (random(3) > 0) await author.ask();
  }
  if (nth % 2 === 1 && random(4) === 0) author.close();
  return made;
}

/**
 * Opens all documents, undoes all edits one by one, and returns the number of edits and the findings. Edits each
 * document at least once first, because an edited document holds different memory than one that was only opened.
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
  console.log(
    `Heap after garbage collection at 10 % and 100 % of the edits: ${compared(first.data, last.data)} without compiled code, ${compared(first.heap, last.heap)} with it.`,
  );
  return [
    ...(last.data > first.data * (1 + MAX_GROWTH) ? [`data grew by more than ${MAX_GROWTH * 100} %`] : []),
    ...(last.resources > first.resources
      ? [`active resources such as timers and sockets grew from ${first.resources} to ${last.resources}`]
      : []),
  ];
}

function compared(first: number, last: number): string {
  const change = (last / first - 1) * 100;
  return `${megabytes(first)} and ${megabytes(last)} (${change < 0 ? '' : '+'}${change.toFixed(1)} %)`;
}

/** The texts of all documents: blank, half-written, and finished ones, with LF or CRLF line breaks. */
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
  return `${made} edits, ${seconds} s: heap ${megabytes(heap)}, of which data ${megabytes(data)}, external ${megabytes(external)}, resident ${megabytes(rss)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}

function countOf(name: string, value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} must be a whole number, 1 or more.`);
  return Number(value);
}
