import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALL_RULES } from '../../server/src/rules/index.ts';
import { readCases } from '../rules/cases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every document in the tests, the samples, and the public corpus, as files of a workspace. A document with its own
 * template or gate is in a folder with a config file that sets it.
 */
export function corpusFiles(): Map<string, string> {
  return new Map([...ruleCases(), ...ruleExamples(), ...fencedDocuments(), ...wholeFiles()]);
}

function* ruleCases(): Generator<[string, string]> {
  for (const file of globSync('test/rules/*/*.md', { cwd: root }).sort()) {
    const source = readFileSync(join(root, file), 'utf8');
    const [template = ''] = source.split(/^\/\/- /m);
    if (file.includes('/template-')) continue;
    const name = file.replace(/^test\/rules\/|\.md$/g, '').replace('/', '-');
    for (const [index, { gate, text }] of readCases(source).entries()) {
      const folder = `cases/${name}-${gate}`;
      yield [`${folder}/case-${index}.md`, text];
      yield* configFor(folder, template, gate);
    }
  }
}

function* ruleExamples(): Generator<[string, string]> {
  for (const { id, examples } of ALL_RULES) {
    const { bad, good, fixed, template = '' } = examples;
    const folder = `examples/${id}`;
    const documents = { bad: bad.replace(/^ *~+ *\n/gm, ''), good, fixed };
    for (const [name, text] of Object.entries(documents))
      if (text !== undefined) yield [`${folder}/${name}.md`, text];
    yield* configFor(folder, template, 'progressive');
  }
}

function* configFor(folder: string, template: string, gate: string | number): Generator<[string, string]> {
  if (template !== '') yield [`${folder}/own/template.md`, template];
  const map = template === '' ? '' : "templates:\n  '*.md': own/template.md\n";
  yield [`${folder}/.design-docs.yaml`, `${map}gate: ${gate}\n`];
}

/** The first part of each example in the fixtures of the other test folders. */
function* fencedDocuments(): Generator<[string, string]> {
  for (const file of globSync('test/{document,features,client,template}/**/*.md', { cwd: root }).sort()) {
    const source = readFileSync(join(root, file), 'utf8');
    const examples = [...source.matchAll(/^`{8}[^\n]*\n([\s\S]*?)^(?:\.|`{8})$/gm)];
    for (const [index, [, text = '']] of examples.entries())
      yield [`fenced/${file.replaceAll('/', '-').replace(/\.md$/, '')}-${index}.md`, text];
  }
}

function* wholeFiles(): Generator<[string, string]> {
  const patterns = ['samples/**/*.md', 'templates/*.md', 'test/fixtures/*.md', 'docs/**/*.md', 'README.md'];
  for (const file of globSync(patterns, { cwd: root })) yield* variants(file, join(root, file));
  const shared = join(root, '..', 'shared');
  for (const folder of ['documents', 'templates', 'seed']) {
    if (!existsSync(join(shared, folder))) continue;
    for (const file of globSync('**/*.md', { cwd: join(shared, folder) }))
      yield* variants(`${folder}-${basename(file)}`, join(shared, folder, file));
  }
}

function* variants(name: string, path: string): Generator<[string, string]> {
  const text = readFileSync(path, 'utf8');
  yield [`whole/${name}`, text];
  yield [`crlf/${name}`, `\uFEFF${text.replaceAll('\n', '\r\n')}`];
  // Checked against a template that is not its own, a document has very many findings to compare.
  yield [`foreign/${name}`, `<!-- design-docs: template=technical-design -->\n${text}`];
}
