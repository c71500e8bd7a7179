import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Finding } from '../../rules/check.ts';
import { rulePage } from '../../rules/pages.ts';
import type { Fix as RuleFix } from '../../rules/rule.ts';
import { fixAllAction, levelOf, withLinks } from '../../service/answers.ts';
import type { Source } from '../../service/service.ts';
import type { Template } from '../../template/template.ts';
import { lineAt, lineRangeAt, lineStarts } from '../../text/lines.ts';
import { applyEdits, type Range } from '../../text/range.ts';
import type { Engine } from '../engine.ts';
import { unifiedDiff } from '../files/diff.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { rewrite } from '../files/rewrite.ts';
import type { FileResult, FindingResult, Fix, SourceRange } from '../schema.ts';
import { type Cache, keyOf } from './cache.ts';
import type { FileOptions, FileOutcome } from './outcome.ts';

/** Checks the file at an absolute path. With the fix mode `write`, first applies safe fixes to it. */
export async function checkFile(
  engine: Engine,
  path: string,
  options: FileOptions,
  cache?: Cache,
): Promise<FileOutcome> {
  const reading = readMarkdown(path);
  const shown = shownPath(engine.cwd, path);
  if (reading.failure !== undefined)
    return { path: shown, problems: [{ path: shown, message: `${shown} ${reading.failure}` }] };
  const { text, bytes } = reading;
  if (cache && !options.fixMode) {
    const key = keyOf(bytes, await engine.environmentOf(path));
    const known = cache.get(shown, key);
    // Problems with config files and templates do not belong to the file, so they are not cached with it.
    const outcome = known
      ? { ...known, problems: engine.takeProblems(shown) }
      : await checkUnsaved(engine, path, text, options);
    return outcome.problems.length > 0 ? outcome : { ...outcome, key };
  }
  if (options.fixMode !== 'write') return checkUnsaved(engine, path, text, options);
  const fixed = await fixText(engine, path, text);
  const problem = fixed === text ? undefined : await rewrite(path, shown, fixed, bytes);
  const outcome = await checkText(engine, path, problem ? text : fixed, options);
  return { ...outcome, problems: [...outcome.problems, ...(problem ? [problem] : [])] };
}

/**
 * Checks a text as if it were the file at `path`. If `fixMode` is set, applies safe fixes to the text first and
 * includes the changes as a diff.
 */
export async function checkUnsaved(
  engine: Engine,
  path: string,
  text: string,
  options: FileOptions,
): Promise<FileOutcome> {
  const fixed = options.fixMode ? await fixText(engine, path, text) : text;
  const outcome = await checkText(engine, path, fixed, options);
  if (fixed === text) return outcome;
  const shown = shownPath(engine.cwd, path);
  return { ...outcome, diff: unifiedDiff(shown, text, fixed) };
}

/** Applies all safe fixes to a text. */
async function fixText(engine: Engine, path: string, text: string): Promise<string> {
  const source = await engine.sourceOf(path, text);
  const [action] = fixAllAction(engine.service, source);
  return action ? applyEdits(text, action.edits) : text;
}

async function checkText(
  engine: Engine,
  path: string,
  text: string,
  options: FileOptions,
): Promise<FileOutcome> {
  const source = await engine.sourceOf(path, text);
  const shown = shownPath(engine.cwd, path);
  const analysis = engine.service.analyze(source);
  const { findings, tooLarge } = analysis;
  const { kind, template, unknownTemplate } = analysis.recognition;
  const problems = [
    ...(tooLarge === undefined ? [] : [{ path: shown, message: `${shown} ${tooLarge}` }]),
    ...engine.takeProblems(shown),
  ];
  const config = pathOf(engine, source.environment.config?.uri);
  if (kind === 'none' && !unknownTemplate) return { path: shown, problems, config };
  const level = levelOf(analysis);
  const result: FileResult = {
    path: shown,
    kind: kind === 'none' ? 'document' : kind,
    ...(template && kind !== 'template' && { template: template.id }),
    ...(level !== undefined && { level }),
    findings: resultsOf(engine, source, findings, template, options),
  };
  return { path: shown, result, problems, config };
}

/** Checks the config file and the templates that apply to a file. */
export async function checkConfigAndTemplates(engine: Engine, path: string): Promise<FileOutcome[]> {
  const environment = await engine.environmentOf(path);
  return engine.service.problemFiles(environment).map((file) => {
    const shown = pathOf(engine, file.uri) ?? file.uri;
    const kind = file.uri === environment.config?.uri ? 'config' : 'template';
    const source = { uri: file.uri, markdown: { text: file.text }, environment };
    const findings = resultsOf(engine, source, file.findings, undefined, { hints: true, fixes: false });
    const broken = findings.filter(({ rule, severity }) => rule === 'config-file' && severity === 'error');
    const problems = broken.map(({ start, message }) => ({
      path: shown,
      message: `${shown}:${start.line}:${start.column}: ${message}`,
    }));
    return { path: shown, result: { path: shown, kind, findings }, problems };
  });
}

/** A source whose text is not necessarily Markdown, such as a config file. */
type TextSource = Pick<Source, 'uri' | 'environment'> & {
  readonly markdown: Pick<Source['markdown'], 'text'>;
};

function resultsOf(
  engine: Engine,
  source: TextSource,
  findings: readonly Finding[],
  template: Template | undefined,
  { hints, fixes }: FileOptions,
): FindingResult[] {
  const { text } = source.markdown;
  const toRange = rangeConverter(text);
  const path = pathOf(engine, source.uri) ?? source.uri;
  const seen = new Map<string, number>();
  return findings.flatMap((finding): FindingResult[] => {
    const { rule, severity, message, related, parts } = finding;
    // Also counts findings that are not listed, so that a fingerprint does not depend on the options.
    const key = `${rule}\n${message}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    if (severity === 'hint' && !hints) return [];
    const line = lineRangeAt(text, finding.start);
    const help = rulePage(rule);
    return [
      {
        rule,
        severity,
        message,
        ...toRange(finding),
        line: text.slice(line.start, line.end).replace(BOM, ''),
        fingerprint: createHash('sha256').update(`${key}\n${nth}`).digest('hex').slice(0, 32),
        ...(parts && { parts: [...parts] }),
        ...(help && { help }),
        related: related.map((each) => ({
          message: each.message,
          ...(each.in === 'document'
            ? { path, ...toRange(each) }
            : rangeInTemplate(engine, source, template, each)),
        })),
        fixes: fixes ? fixesOf(source as Source, finding) : [],
      },
    ];
  });
}

function fixesOf(source: Source, finding: Finding): Fix[] {
  const safe = finding.safeFix?.();
  const toRange = rangeConverter(source.markdown.text);
  const fixes = finding.fixes().flatMap((fix): Fix[] => {
    const edits = ownEdits(source, fix);
    const changes = applyEdits(source.markdown.text, edits) !== source.markdown.text;
    if (!changes || !keepsBlocks(source.markdown, edits)) return [];
    const isSafe = safe !== undefined && JSON.stringify(safe.edits) === JSON.stringify(fix.edits);
    const shown = edits.map((edit) => ({ ...toRange(edit), newText: edit.newText }));
    return [{ title: fix.title, safe: isSafe, edits: shown }];
  });
  // Two missing sections with the same name have equal fixes.
  return [...new Map(fixes.map((fix) => [JSON.stringify(fix), fix])).values()];
}

/** A fix's edits to its own document, including those that update links to a heading that it renames. */
function ownEdits(source: Source, fix: RuleFix): RuleFix['edits'] {
  const [own] = withLinks(source, { ...fix, kind: 'quickfix' }, []);
  return own?.edits ?? fix.edits;
}

/** The range of a heading or guidance in the template, with the path of the template's file. */
function rangeInTemplate(
  engine: Engine,
  { environment }: Pick<Source, 'environment'>,
  template: Template | undefined,
  range: Range,
): SourceRange & { path: string; builtIn?: boolean } {
  const known = environment.templates.find(({ id }) => id === template?.id);
  const file = pathOf(engine, known?.uri);
  const location = file === undefined ? { path: known?.id ?? '', builtIn: true } : { path: file };
  return { ...location, ...rangeConverter(known?.template.markdown.text ?? '')(range) };
}

const BOM = '\uFEFF';

/**
 * Returns a function that converts ranges of offsets in `text` to lines and columns. A byte order mark is not counted
 * as a column.
 */
export function rangeConverter(text: string): (range: Range) => SourceRange {
  let starts: number[] | undefined;
  const position = (offset: number): SourceRange['start'] => {
    starts ??= lineStarts(text, text.startsWith(BOM) ? BOM.length : 0);
    const line = lineAt(starts, offset);
    return { line: line + 1, column: Math.max(1, offset - (starts[line] ?? 0) + 1), offset };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

function pathOf({ cwd }: Engine, uri: string | undefined): string | undefined {
  return uri?.startsWith('file:') ? shownPath(cwd, fileURLToPath(uri)) : undefined;
}
