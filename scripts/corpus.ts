import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkFamilies, familyFolders } from './corpus/families.ts';
import { comparison, familyTables, sampleText, verdictRows } from './corpus/family-report.ts';
import { judgeCorpus } from './corpus/judge.ts';
import { golden, tables } from './corpus/report.ts';
import { sample } from './corpus/sample.ts';
import { follow, readVerdicts } from './corpus/verdicts.ts';

/**
 * Checks a folder of real documents and prints how many findings there are; see docs/development/testing.md, “Real
 * documents”. Without an argument, checks the default folder and writes the golden file. With `--check`, compares with
 * the golden file and exits with 1 if it differs.
 */
const root = join(import.meta.dirname, '..');
const defaultFolder = join(root, '..', 'shared', 'documents');
const goldenFile = join(root, 'test', 'corpus', 'golden.md');

const { values, positionals } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    sample: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    verdicts: { type: 'string' },
    write: { type: 'string' },
  },
});
const folder = positionals[0] === undefined ? defaultFolder : resolve(positionals[0]);
if (!existsSync(folder)) console.log(`The folder ${folder} does not exist, so nothing was checked.`);
else if (familyFolders(folder).length > 0) await measureFamilies(familyFolders(folder));
else measure();

function measure(): void {
  const corpus = judgeCorpus(folder);
  console.log(tables(corpus));
  if (folder !== defaultFolder) return;
  const text = golden(corpus);
  if (!values.check) writeFileSync(goldenFile, text);
  else if (!existsSync(goldenFile) || readFileSync(goldenFile, 'utf8') !== text) {
    console.error('\ntest/corpus/golden.md is out of date: run `npm run corpus` and review the diff.');
    process.exitCode = 1;
  }
}

/** Checks families of documents, each with the templates that its config file maps, and prints a sample to read. */
async function measureFamilies(folders: readonly string[]): Promise<void> {
  const families = await checkFamilies(folders);
  console.log(familyTables(families));
  const file = values.verdicts ?? join(folder, 'verdicts.tsv');
  const verdicts = values.verdicts === undefined && !existsSync(file) ? [] : readVerdicts(file);
  if (verdicts.length > 0) console.log(`\n${comparison(follow(verdicts, families))}`);
  const visible = families
    .flatMap(({ documents }) => documents.flatMap(({ findings }) => findings))
    .filter(({ severity }) => severity !== 'hint');
  const sampled = sample(visible, Number(values.sample), Number(values.seed));
  if (sampled.length > 0) console.log(`\n${sampleText(sampled)}`);
  if (values.write !== undefined) writeFileSync(values.write, verdictRows(sampled, verdicts));
}
