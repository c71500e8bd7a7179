import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkFamilies, type Family, familyFolders } from '../../scripts/corpus/families.ts';
import { comparison, familyTables, sampleText, verdictRows } from '../../scripts/corpus/family-report.ts';
import { sample } from '../../scripts/corpus/sample.ts';
import { follow, type Judged, readVerdicts, type Verdict } from '../../scripts/corpus/verdicts.ts';

const root = join(import.meta.dirname, '../..');

const TEMPLATE = `# Title of the proposal

## Summary
Say what it is.

## Goals
List what it is for.

## Drawbacks
Say what speaks against it.
`;

const CONFIG = 'templates:\n  "text/*.md": _t/first.md\n';

const DOCUMENTS = {
  'parks/.design-docs.yaml': CONFIG,
  'parks/_t/first.md': TEMPLATE,
  'parks/text/benches.md':
    '# Benches\n\n## Summary\nMore benches.\n\n## Goals\n- People rest.\n\n## Drawbacks\nTBD\n',
  'parks/text/lawn.md': '# Lawn\n\n## Summary\nLess lawn.\n',
  'parks/text/trees.md': '# Trees\n\n## Summary\nTrees.\n\n## Goals\nShade.\n\n## Drawbacks\nLeaves.\n',
  'roads/.design-docs.yaml': CONFIG,
  'roads/_t/first.md': TEMPLATE,
  'roads/text/bridge.md': '# Bridge\n\n## Summary\n\n## Goals\nCross.\n\n## Drawbacks\nIt costs.\n',
};

test('each folder with a config file is a family, and so is such a folder itself', (t) => {
  const folder = folderWith(t, { ...DOCUMENTS, 'notes/a.md': 'Notes' });
  const names = (of: string): string[] => familyFolders(of).map((path) => path.slice(folder.length + 1));
  assert.deepEqual(names(folder), ['parks', 'roads']);
  assert.deepEqual(names(join(folder, 'roads')), ['roads']);
  assert.deepEqual(names(join(folder, 'notes')), []);
});

test('prints the findings of each family by rule, and how many documents are clean', async (t) => {
  const families = await checkFamilies(familyFolders(folderWith(t, DOCUMENTS)));
  const lines = familyTables(families).split('\n');
  assert.equal(lines[0], 'parks: 3 documents, 1 of them without errors and warnings');
  assert.ok(lines.some((line) => /^missing-section +0 +1 +0 +0 +1$/.test(line)));
  assert.ok(lines.includes('roads: 1 documents, 0 of them without errors and warnings'));
});

test('a sample is the same for the same seed, represents each rule, and stands for all findings', async (t) => {
  const findings = findingsIn(await checkFamilies(familyFolders(folderWith(t, DOCUMENTS))));
  const rules = new Set(findings.map(({ rule }) => rule));
  const chosen = sample(findings, rules.size, 7);
  assert.deepEqual(sample(findings, rules.size, 7), chosen);
  assert.deepEqual(new Set(chosen.map(({ finding }) => finding.rule)), rules);
  assert.equal(Math.round(sum(chosen.map(({ weight }) => weight))), findings.length);
  assert.equal(sample(findings, 0, 7).length, 0);
  assert.equal(sample(findings, 1000, 7).length, findings.length);
});

test('a finding is printed with the lines around it and those of the template', async (t) => {
  const findings = findingsIn(await checkFamilies(familyFolders(folderWith(t, DOCUMENTS))));
  const placeholder = findings.find(({ rule }) => rule === 'leftover-placeholder');
  assert.ok(placeholder);
  const text = sampleText([{ finding: placeholder, weight: 2 }]);
  assert.match(text, /^\[1\] parks\/text\/benches\.md:10 warning leftover-placeholder, stands for 2\.0$/m);
  assert.match(text, /^> +10 TBD$/m);
  assert.match(text, /^ +9 ## Drawbacks$/m);
  assert.match(text, /^ {2}template Say what speaks against it\.$/m);
});

test('a sample is written as verdicts to fill in, with the verdicts that are known', async (t) => {
  const folder = folderWith(t, DOCUMENTS);
  const findings = findingsIn(await checkFamilies(familyFolders(folder)));
  const file = join(folder, 'verdicts.tsv');
  const known = [verdict({ document: 'text/benches.md', place: '10', rule: 'leftover-placeholder' })];
  writeFileSync(file, verdictRows(sample(findings, 100, 1), known));
  const written = readVerdicts(file);
  assert.equal(written.length, findings.length);
  const filled = written.filter(({ verdict }) => verdict !== '');
  assert.deepEqual(
    filled.map(({ document, place, verdict }) => [document, place, verdict]),
    [['text/benches.md', '10', 'true']],
  );
});

test('a judged finding is kept if it is in the same place or names the same section, whatever the message', async (t) => {
  const families = await checkFamilies(familyFolders(folderWith(t, DOCUMENTS)));
  const fates = (...verdicts: Verdict[]): string[] => follow(verdicts, families).map(({ fate }) => fate.kind);
  const missing = { document: 'text/lawn.md', rule: 'missing-section', message: 'Drawbacks is missing.' };
  assert.deepEqual(
    fates(
      verdict({
        document: 'text/benches.md',
        place: '10',
        rule: 'leftover-placeholder',
        message: 'Old words.',
      }),
      verdict({ ...missing, place: '3' }),
      verdict({ ...missing, place: '1' }),
      verdict({ ...missing, place: '3', message: 'Open questions are missing.' }),
      verdict({ ...missing, document: 'text/removed.md' }),
      verdict({ document: 'text/lawn.md', rule: 'empty-section', message: 'Goals is empty.' }),
      verdict({ document: 'text/trees.md', rule: 'empty-section', message: 'Goals is empty.' }),
    ),
    ['kept', 'kept', 'kept', 'gone', 'absent', 'changed', 'gone'],
  );
});

test('a finding that only became information is quieter, and one joined with others in its section is kept', async (t) => {
  const files = {
    ...DOCUMENTS,
    'parks/.design-docs.yaml': `${CONFIG}rules:\n  leftover-placeholder: info\n`,
    'parks/text/benches.md':
      '# Benches\n\n## Summary\nTBD\n\nTBD\n\n## Goals\nRest.\n\n## Drawbacks\nNone.\n',
  };
  const families = await checkFamilies(familyFolders(folderWith(t, files)));
  const placeholder = { document: 'text/benches.md', rule: 'leftover-placeholder' };
  const judged = follow(
    [
      verdict({ ...placeholder, place: '4', message: 'Replace “TBD”.' }),
      verdict({ ...placeholder, place: '5', message: 'Replace “TBD”.' }),
      verdict({ ...placeholder, place: '5', message: 'Replace “???”.' }),
    ],
    families,
  );
  assert.deepEqual(
    judged.map(({ fate }) => fate.kind),
    ['quieter', 'quieter', 'gone'],
  );
});

test('the rates weigh each finding, and wrong ones that became quieter or are gone do not count as left', () => {
  const at = (word: string, weight: number, fate: Judged['fate']): Judged => ({
    ...verdict({ verdict: word, weight }),
    fate,
  });
  const finding = { severity: 'warning', rule: 'empty-section', message: 'Goals is empty.', line: 3 };
  const kept = { kind: 'kept', finding } as Judged['fate'];
  const quieter = { kind: 'quieter', finding: { ...finding, severity: 'hint' } } as Judged['fate'];
  const text = comparison([
    at('true', 5, kept),
    at('true', 2, quieter),
    at('true', 1, { kind: 'gone' }),
    at('wrong', 1, { kind: 'gone' }),
    at('unhelpful', 1, quieter),
    at('mapping', 50, kept),
    at('wrong', 50, { kind: 'absent' }),
  ]);
  assert.match(text, /^all +10\.0 +10\.0 +0\.0 +0\.0$/m);
  assert.match(text, /12\.5 are no longer reported/);
  assert.match(text, /^True and now information or a hint: 1$/m);
  assert.match(text, /^Wrong or unhelpful and still reported: 0$/m);
});

test('the committed verdicts have all columns and no text of documents beyond the message', () => {
  const file = join(root, 'test/corpus/verdicts.tsv');
  const verdicts = readVerdicts(file);
  assert.ok(verdicts.length >= 300, `${verdicts.length} verdicts`);
  for (const each of verdicts) {
    assert.match(each.verdict, /^(?:true|wrong|unhelpful|mapping)$/);
    assert.match(each.place, /^\d+$/);
    assert.ok(each.weight > 0);
    assert.ok(each.verdict === 'true' || each.reason !== '', `${each.document}:${each.place} has no reason`);
    assert.ok(each.message.length <= 200, each.message);
  }
});

test('fetches documents with the template of the day on which they were added, followed through renames', (t) => {
  const folder = folderWith(t, { 'repository/template.md': TEMPLATE });
  const repository = join(folder, 'repository');
  const git = (...words: string[]): string =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-C', repository, ...words], {
      encoding: 'utf8',
    });
  const commit = (files: Readonly<Record<string, string>>): void => {
    writeFiles(repository, files);
    git('add', '-A');
    git('commit', '-qm', 'Change');
  };
  git('init', '-q');
  commit({ 'text/before.md': 'x' });
  commit({ 'text/draft.md': DOCUMENTS['parks/text/trees.md'] });
  renameSync(join(repository, 'template.md'), join(repository, '0000.md'));
  renameSync(join(repository, 'text/draft.md'), join(repository, 'text/0001-trees.md'));
  commit({});
  commit({ '0000.md': `${TEMPLATE}\n## Security\nSay what can go wrong.\n` });
  commit({ 'text/0002-lawn (short).md': '# Lawn\n', 'text/README.md': '# Index\n' });
  fetch(repository, join(folder, 'family'), 'text/*.md=0000.md', '!**/README.md');
  const config = readFileSync(join(folder, 'family/.design-docs.yaml'), 'utf8');
  const mapped = [...config.matchAll(/^ {2}"(.*)": (.*)$/gm)].map(([, document = '', template = '']) => ({
    document,
    template: readFileSync(join(folder, 'family', template), 'utf8'),
  }));
  assert.deepEqual(
    mapped.map(({ document, template }) => [document, template.includes('## Security')]),
    [
      ['text/0001-trees.md', false],
      ['text/0002-lawn ?short?.md', true],
      ['text/before.md', false],
    ],
  );
});

function fetch(...words: string[]): void {
  execFileSync(process.execPath, [join(root, 'scripts/corpus/fetch-family.ts'), ...words]);
}

function folderWith(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'design-docs-')));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFiles(folder, files);
  return folder;
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function findingsIn(families: readonly Family[]) {
  return families.flatMap(({ documents }) => documents.flatMap(({ findings }) => findings));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

function verdict(some: Partial<Verdict>): Verdict {
  return {
    ...{ family: 'parks', document: 'text/benches.md', place: '1', rule: 'empty-section' },
    ...{ message: 'Goals is empty.', verdict: 'true', reason: '', weight: 1 },
    ...some,
  };
}
