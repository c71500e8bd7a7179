import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { judgeCorpus } from './corpus/judge.ts';
import { golden, tables } from './corpus/report.ts';

/**
 * Measures what is found in a folder of real documents, `../shared/documents` unless another is named. For that
 * folder it writes the golden file, or with `--check` compares with it and exits with 1 if it differs.
 */
const root = join(import.meta.dirname, '..');
const usual = join(root, '..', 'shared', 'documents');
const goldenFile = join(root, 'test', 'corpus', 'golden.md');

const { isCheck, folder } = readArguments(process.argv.slice(2));
if (existsSync(folder)) measure();
else console.log(`There is no folder ${folder}: nothing to measure.`);

function measure(): void {
  const corpus = judgeCorpus(folder);
  console.log(tables(corpus));
  if (folder !== usual) return;
  const text = golden(corpus);
  if (!isCheck) writeFileSync(goldenFile, text);
  else if (!existsSync(goldenFile) || readFileSync(goldenFile, 'utf8') !== text) {
    console.error('\ntest/corpus/golden.md is not current: run `npm run corpus` and read what changed.');
    process.exitCode = 1;
  }
}

function readArguments(words: readonly string[]): { readonly isCheck: boolean; readonly folder: string } {
  const named = words.find((word) => !word.startsWith('-'));
  return { isCheck: words.includes('--check'), folder: named === undefined ? usual : resolve(named) };
}
