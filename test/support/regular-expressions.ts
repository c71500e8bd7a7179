import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

export interface Pattern {
  /** The path and line: `server/src/text/fold.ts:12`. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * All regular expression literals in the source of the product, and the places that build regular expressions at run
 * time.
 */
export function patternsInSource(): { readonly literals: Pattern[]; readonly built: string[] } {
  const api = new API({ cwd: root });
  const literals: Pattern[] = [];
  const built: string[] = [];
  try {
    const openProjects = ['server/tsconfig.json', 'server/tsconfig.node.json', 'client/tsconfig.json'];
    const snapshot = api.updateSnapshot({ openProjects: openProjects.map((file) => root + file) });
    const files = new Map(
      snapshot
        .getProjects()
        .flatMap(({ program, rootFiles }) => rootFiles.map((file) => [file, program] as const)),
    );
    for (const [file, program] of files) {
      const source = program.getSourceFile(file);
      const visit = (node: Node): void => {
        const place = (): string => placeOf(file, source?.text.slice(0, node.end).split('\n').length ?? 0);
        if (node.kind === SyntaxKind.RegularExpressionLiteral) literals.push(parsed(textOf(node), place()));
        else if (node.kind === SyntaxKind.Identifier && textOf(node) === 'RegExp') {
          const { parent } = node;
          const isCall =
            parent.kind === SyntaxKind.NewExpression || parent.kind === SyntaxKind.CallExpression;
          if (isCall) built.push(place());
        }
        node.forEachChild(visit);
      };
      if (source) visit(source);
    }
  } finally {
    api.close();
  }
  return { literals, built };
}

/** Runs code and returns the regular expressions that the server's source builds during the run. */
export async function patternsBuiltBy(run: () => Promise<void>): Promise<Pattern[]> {
  const Original = globalThis.RegExp;
  const built = new Map<string, Pattern>();
  function Recorded(pattern: string | RegExp, flags?: string): RegExp {
    const made = new Original(pattern, flags);
    const [, file, line] =
      /(\S*\/server\/src\/\S+?):(\d+):\d+\)?\n/.exec(new Error('here').stack ?? '') ?? [];
    const place = file && placeOf(fileURLToPath(file.replace(/^\(/, '')), Number(line));
    if (place) built.set(`${place} ${made}`, { place, source: made.source, flags: made.flags });
    return made;
  }
  Object.setPrototypeOf(Recorded, Original);
  Recorded.prototype = Original.prototype;
  globalThis.RegExp = Recorded as unknown as RegExpConstructor;
  try {
    await run();
  } finally {
    globalThis.RegExp = Original;
  }
  return [...built.values()];
}

/**
 * Why a regular expression takes more than linear time on some text, and a text that shows it. `undefined` if it takes
 * linear time.
 *
 * A pattern without unbounded repetition, or with only one repeated character at its end, takes linear time. All other
 * patterns are checked by recheck. It proves a pattern with an automaton or, if the pattern has lookaround or
 * backreferences, searches for an attack. Alternatives are checked one by one.
 */
export function whySlow({ source, flags }: Pattern): string | undefined {
  for (const part of /\\[1-9]/.test(source) ? [source] : alternatives(source)) {
    if (isObviouslyLinear(part)) continue;
    const { status, ...rest } = checkSync(part, flags, LIMITS);
    if (status === 'safe') continue;
    const attack = 'attack' in rest ? rest.attack.pattern : 'error' in rest ? rest.error.kind : '';
    const degree = 'complexity' in rest ? rest.complexity.summary : 'not proven';
    return `${degree}: ${attack}`;
  }
  return undefined;
}

// The JavaScript build of recheck gives the same results on every machine.
process.env['RECHECK_BACKEND'] = 'pure';
const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck');

/** Limits the number of steps instead of the time, so that slow machines give the same results. */
const LIMITS = {
  timeout: null,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
  recallTimeout: -1,
  maxIteration: 0,
  attackLimit: 100_000,
  maxInitialGenerationSize: 50,
  seedingLimit: 200,
};

function isObviouslyLinear(source: string): boolean {
  const plain = source.replace(/\\(?:[pP]\{[^}]*\}|.)|\[(?:\\.|[^\]\\])*\]/g, 'x');
  return !/[*+]|\{\d+,\}/.test(plain.replace(/[\w.][*+]$/, ''));
}

/** The alternatives of a pattern, or of the group that is the whole pattern. */
function alternatives(source: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[\s\S]/g)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === '|' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  if (parts.length > 1) return parts.flatMap(alternatives);
  const inner = /^\((?:\?:|(?!\?))([\s\S]*)\)$/.exec(source)?.[1];
  return inner !== undefined && isBalanced(inner) ? alternatives(inner) : [source];
}

function isBalanced(source: string): boolean {
  let depth = 0;
  for (const [token] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()]/g)) {
    if (token === '(') depth++;
    if (token === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

function parsed(literal: string, place: string): Pattern {
  const end = literal.lastIndexOf('/');
  return { place, source: literal.slice(1, end), flags: literal.slice(end + 1) };
}

function textOf(node: Node): string {
  return 'text' in node ? String(node.text) : '';
}

function placeOf(file: string, line: number): string {
  return `${relative(root, file).replaceAll('\\', '/')}:${line}`;
}
