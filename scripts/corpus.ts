import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judgeCorpus } from './corpus/judge.ts';
import { golden, tables } from './corpus/report.ts';

/**
 * Checks a folder of real documents and prints how many findings there are. Without an argument, checks the default
 * folder and writes the golden file. With `--check`, compares with the golden file and exits with 1 if it differs.
 */
const root = join(import.meta.dirname, '..');
const defaultFolder = join(root, '..', 'shared', 'documents');
const goldenFile = join(root, 'test', 'corpus', 'golden.md');

const { isCheck, folder } = readArguments(process.argv.slice(2));
if (existsSync(folder)) measure();
else console.log(`The folder ${folder} does not exist, so nothing was checked.`);

function measure(): void {
  const corpus = judgeCorpus(folder);
  console.log(tables(corpus));
  if (folder !== defaultFolder) return;
  const text = golden(corpus);
  if (!isCheck) writeFileSync(goldenFile, text);
  else if (!existsSync(goldenFile) || readFileSync(goldenFile, 'utf8') !== text) {
    console.error('\ntest/corpus/golden.md is out of date: run `npm run corpus` and review the diff.');
    process.exitCode = 1;
  }
}

function readArguments(words: readonly string[]): { readonly isCheck: boolean; readonly folder: string } {
  const named = words.find((word) => !word.startsWith('-'));
  return { isCheck: words.includes('--check'), folder: named === undefined ? defaultFolder : resolve(named) };
}
