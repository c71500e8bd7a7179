import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, matchesGlob } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run corpus:fetch -- GIT-FOLDER OUT 'GLOB=TEMPLATE' ...` makes a family of the corpus from the history of a
 * repository. Each document that matches a glob is written to OUT as it is at `--at` (`HEAD` by default), with the
 * template as it was when the document was first committed, followed through renames. `OUT/.design-docs.yaml` maps the
 * documents to these templates in `OUT/_t/`. A template that moved by copying has more paths, the newest first:
 * `'GLOB=NEW,OLD'`. A glob that begins with `!` excludes documents. A document that is older than its template is left
 * out.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { at: { type: 'string', default: 'HEAD' } },
});
const [gitFolder, out, ...globs] = positionals;
if (gitFolder === undefined || out === undefined || globs.length === 0) {
  console.error("Usage: npm run corpus:fetch -- GIT-FOLDER OUT 'GLOB=TEMPLATE[,OLDER]' ... ['!GLOB' ...]");
  process.exit(2);
}
fetchFamily(gitFolder, out);

interface Rename {
  readonly commit: string;
  readonly from: string;
}

/** Where each path comes from: the commit that added it first, or its newest rename. */
interface History {
  readonly added: ReadonlyMap<string, string>;
  readonly renamed: ReadonlyMap<string, Rename>;
}

function fetchFamily(gitFolder: string, out: string): void {
  const history = readHistory(gitFolder);
  const mapping: [document: string, template: string][] = [];
  let older = 0;
  for (const { document, templates } of documentsOf(gitFolder)) {
    const created = firstCommit(history, document);
    const template = created && templateAt(gitFolder, history, created, templates);
    if (template === undefined) {
      older++;
      continue;
    }
    const file = `_t/${template.slice(0, 8)}.md`;
    write(join(out, document), git(gitFolder, 'cat-file', 'blob', `${values.at}:${document}`));
    write(join(out, file), git(gitFolder, 'cat-file', 'blob', template));
    mapping.push([document, file]);
  }
  const entries = mapping.map(([document, file]) => `  ${JSON.stringify(globOf(document))}: ${file}\n`);
  write(join(out, '.design-docs.yaml'), Buffer.from(`templates:\n${entries.join('')}`));
  console.log(
    `${mapping.length} documents, ${new Set(mapping.map(([, file]) => file)).size} versions of the templates, ` +
      `${older} documents without a template of their time`,
  );
}

function documentsOf(gitFolder: string): { readonly document: string; readonly templates: string[] }[] {
  const excluded = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const rules = globs
    .filter((glob) => !glob.startsWith('!'))
    .map((rule) => {
      const [glob = '', templates = ''] = rule.split('=');
      return { glob, templates: templates.split(',') };
    });
  return lines(git(gitFolder, 'ls-tree', '-r', '-z', values.at), '\0').flatMap((entry) => {
    const [mode = '', document = ''] = entry.split(/ .*\t/s);
    const rule = rules.find(({ glob }) => matchesGlob(document, glob));
    const isExcluded = excluded.some((glob) => matchesGlob(document, glob));
    // A symbolic link is a blob with the path of its target.
    if (!rule || isExcluded || mode === '120000' || rule.templates.includes(document)) return [];
    return [{ document, templates: rule.templates }];
  });
}

/**
 * Reads all additions and renames, newest first, in one call: `git log --follow` for each document takes minutes. Only
 * files with the extensions of documents and templates count, because a partial clone may lack others.
 */
function readHistory(gitFolder: string): History {
  const added = new Map<string, string>();
  const renamed = new Map<string, Rename>();
  const extensions = new Set(globs.flatMap((glob) => glob.split(/[=,]/)).map((path) => `*${extname(path)}`));
  const log = git(
    gitFolder,
    ...[
      'log',
      '--topo-order',
      '--diff-filter=AR',
      '-M50%',
      '-l1000',
      '--name-status',
      '-z',
      '--format=%x01%H',
    ],
    ...[values.at, '--', ...extensions],
  );
  for (const commit of lines(log, '\u0001')) {
    const [id = '', ...fields] = commit.split('\0').map((field) => field.trim());
    const names = fields.filter((field) => field !== '');
    for (let at = 0; at < names.length; ) {
      const [status = '', first = '', second = ''] = names.slice(at, at + 3);
      if (status === 'A') added.set(first, id);
      else if (!renamed.has(second)) renamed.set(second, { commit: id, from: first });
      at += status === 'A' ? 2 : 3;
    }
  }
  return { added, renamed };
}

/** The commit that added a file under its first name. */
function firstCommit({ added, renamed }: History, path: string): string | undefined {
  return added.get(namesOf(renamed, path).at(-1) ?? path);
}

/** The names that a file had, newest first. */
function namesOf(renamed: History['renamed'], path: string): string[] {
  const names = [path];
  for (let name = renamed.get(path)?.from; name !== undefined; name = renamed.get(name)?.from) {
    if (names.includes(name)) break;
    names.push(name);
  }
  return names;
}

/** The id of the template's text at a commit. */
function templateAt(
  gitFolder: string,
  { renamed }: History,
  commit: string,
  templates: readonly string[],
): string | undefined {
  for (const name of templates.flatMap((template) => namesOf(renamed, template))) {
    const found = lines(git(gitFolder, 'ls-tree', '--object-only', commit, name), '\n')[0];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A glob for one path. Characters that mean something in a glob become `?`. */
function globOf(path: string): string {
  return path.replace(/[()[\]{}*!+@\\]/g, '?');
}

function git(gitFolder: string, ...words: string[]): Buffer {
  return execFileSync('git', ['-C', gitFolder, ...words], { maxBuffer: 1 << 30 });
}

function lines(output: Buffer, separator: string): string[] {
  return output
    .toString()
    .split(separator)
    .filter((line) => line.trim() !== '');
}

function write(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
