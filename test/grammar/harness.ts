import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';
import type { Example } from '../support/fixture.ts';

const OUR_GRAMMAR = 'markdown.design-docs.injection';
const OUR_SUFFIX = '.design-docs';
const require = createRequire(import.meta.url);
const { createOnigScanner, createOnigString, loadWASM } = oniguruma;
const { INITIAL, parseRawGrammar, Registry } = textmate;

/** The file of each grammar. The grammars of VS Code come from a package that republishes them. */
const GRAMMAR_FILES: Readonly<Record<string, string>> = {
  [OUR_GRAMMAR]: fileURLToPath(
    new URL('../../syntaxes/design-docs.injection.tmLanguage.json', import.meta.url),
  ),
  'text.html.markdown': require.resolve('tm-grammars/grammars/markdown.json'),
  'text.html.derivative': require.resolve('tm-grammars/grammars/html-derivative.json'),
  'text.html.basic': require.resolve('tm-grammars/grammars/html.json'),
  'source.js': require.resolve('tm-grammars/grammars/javascript.json'),
  'source.yaml': require.resolve('tm-grammars/grammars/yaml.json'),
};

/** The grammar of Markdown as in VS Code with the extension installed. */
export async function loadMarkdown(): Promise<IGrammar> {
  await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scopeName) => {
      const file = GRAMMAR_FILES[scopeName];
      return file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
    getInjections: (scopeName) => (scopeName === 'text.html.markdown' ? [OUR_GRAMMAR] : undefined),
  });
  const grammar = await registry.loadGrammar('text.html.markdown');
  if (!grammar) throw new Error('The Markdown grammar did not load.');
  return grammar;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

interface FixtureLine {
  readonly number: number;
  readonly text: string;
  readonly marks: Mark[];
}

/**
 * Returns one message for each difference between a fixture and the grammar. In a fixture, a line `^^^ scope` marks the
 * columns of the line above it that have the scope. All scopes of this extension must be marked exactly. Marks of other
 * scopes are optional.
 */
export function checkFixture(grammar: IGrammar, source: string): string[] {
  const lines = readFixture(source);
  if (lines.every(({ marks }) => marks.length === 0)) return ['The fixture has no marks.'];
  return tokenize(grammar, lines).flatMap(({ line, found }) => compare(line, found));
}

/** The fixture with the marks of this extension's scopes as the grammar finds them. Marks of Markdown's scopes stay. */
export function markFixture(grammar: IGrammar, source: string): string {
  const marked = tokenize(grammar, readFixture(source)).flatMap(({ line, found }) => {
    const ours = found.filter((mark) => isOurs(mark) && mark.end > mark.start);
    const marks = compare(line, found).length > 0 ? [...line.marks.filter(isOthers), ...ours] : line.marks;
    return [line.text, ...marks.map(showMark)];
  });
  return `${marked.join('\n')}\n`;
}

/** Reads a fixture as one example: the whole file is expected, and its lines without marks are given. */
export function readLines(source: string): readonly Example[] {
  const given = readFixture(source).map(({ text }) => text);
  return [{ name: 'the marks', given: given.join('\n'), block: { start: 0, end: source.length } }];
}

function tokenize(grammar: IGrammar, lines: readonly FixtureLine[]) {
  let state = INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line.text, state);
    state = ruleStack;
    const found = tokens.flatMap(({ startIndex, endIndex, scopes }) =>
      scopes.map((scope) => ({ start: startIndex, end: Math.min(endIndex, line.text.length), scope })),
    );
    return { line, found };
  });
}

function showMark({ start, end, scope }: Mark): string {
  return `${' '.repeat(start)}${'^'.repeat(end - start)} ${scope}`;
}

function readFixture(source: string): FixtureLine[] {
  const lines: FixtureLine[] = [];
  for (const [index, text] of source.replace(/\n$/, '').split('\n').entries()) {
    const mark = /^ *(\^+) (\S+)$/.exec(text);
    if (!mark?.[1] || !mark[2]) {
      if (/^ *\^/.test(text))
        throw new Error(`Line ${index + 1} looks like a mark but is not valid: ${text}`);
      lines.push({ number: index + 1, text, marks: [] });
      continue;
    }
    const start = text.indexOf('^');
    const above = lines.at(-1);
    if (!above) throw new Error('The fixture starts with a mark.');
    above.marks.push({ start, end: start + mark[1].length, scope: mark[2] });
  }
  return lines;
}

function compare(line: FixtureLine, found: readonly Mark[]): string[] {
  const missing = line.marks.filter((mark) =>
    isOurs(mark) ? !found.some((other) => same(mark, other)) : !isCovered(mark, found),
  );
  const unexpected = found.filter((mark) => isOurs(mark) && !line.marks.some((other) => same(mark, other)));
  return [
    ...missing.map((mark) => `line ${line.number}: ${show(line, mark)} is expected but not found`),
    ...unexpected.map((mark) => `line ${line.number}: ${show(line, mark)} is found but not expected`),
  ];
}

function isOurs({ scope }: Mark): boolean {
  return scope.endsWith(OUR_SUFFIX);
}

function isOthers(mark: Mark): boolean {
  return !isOurs(mark);
}

function same(a: Mark, b: Mark): boolean {
  return a.start === b.start && a.end === b.end && a.scope === b.scope;
}

function isCovered(mark: Mark, found: readonly Mark[]): boolean {
  let reached = mark.start;
  for (const { start, end, scope } of found) {
    if (scope === mark.scope && start <= reached && end > reached) reached = end;
  }
  return reached >= mark.end;
}

function show(line: FixtureLine, { start, end, scope }: Mark): string {
  return `${scope} on "${line.text.slice(start, end)}" (columns ${start} to ${end})`;
}
