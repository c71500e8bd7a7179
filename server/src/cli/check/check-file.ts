import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { keepsBlocks } from '../../markdown/keeps-blocks.ts';
import type { Finding } from '../../rules/check.ts';
import { rulePage } from '../../rules/pages.ts';
import type { Fix as RuleFix } from '../../rules/rule.ts';
import type { Source } from '../../service.ts';
import type { Template } from '../../template/template.ts';
import { lineAt, lineRangeAt, lineStarts } from '../../text/lines.ts';
import { applyEdits, type Range } from '../../text/range.ts';
import type { Engine } from '../engine.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { rewrite } from '../files/rewrite.ts';
import { unifiedDiff } from '../git/diff.ts';
import type { FileResult, FindingResult, Fix, Place } from '../schema.ts';
import { type Cache, keyOf } from './cache.ts';
import type { FileOptions, FileOutcome } from './outcome.ts';

/** Checks the file at an absolute path, and mends it first if the options say so. */
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
  if (cache && !options.mend) {
    const key = keyOf(bytes, await engine.environmentOf(path));
    const known = cache.get(shown, key);
    // What is wrong in its surroundings is not the file's own, so it is asked for each time.
    const outcome = known
      ? { ...known, problems: engine.takeProblems(shown) }
      : await checkUnsaved(engine, path, text, options);
    return outcome.problems.length > 0 ? outcome : { ...outcome, key };
  }
  if (options.mend !== 'write') return checkUnsaved(engine, path, text, options);
  const mended = await mendText(engine, path, text);
  const problem = mended === text ? undefined : await rewrite(path, shown, mended, bytes);
  const outcome = await checkText(engine, path, problem ? text : mended, options);
  return { ...outcome, problems: [...outcome.problems, ...(problem ? [problem] : [])] };
}

/** Checks a text as if it were the file at `path`; what mending would change comes as a diff, if that is asked for. */
export async function checkUnsaved(
  engine: Engine,
  path: string,
  text: string,
  options: FileOptions,
): Promise<FileOutcome> {
  const mended = options.mend ? await mendText(engine, path, text) : text;
  const outcome = await checkText(engine, path, mended, options);
  if (mended === text) return outcome;
  const shown = shownPath(engine.cwd, path);
  return { ...outcome, diff: unifiedDiff(shown, text, mended) };
}

/** A text with all safe fixes made. */
async function mendText(engine: Engine, path: string, text: string): Promise<string> {
  const source = await engine.sourceOf(path, text);
  const [action] = engine.service.fixAll(source);
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
  const { service } = engine;
  const { kind, template, unknownTemplate } = service.recognition(source);
  const findings = service.findings(source);
  const tooLarge = service.tooLarge(source);
  const problems = [
    ...(tooLarge === undefined ? [] : [{ path: shown, message: `${shown} ${tooLarge}` }]),
    ...engine.takeProblems(shown),
  ];
  const config = pathOf(engine, source.environment.config?.uri);
  if (kind === 'none' && !unknownTemplate) return { path: shown, problems, config };
  const level = service.level(source);
  const result: FileResult = {
    path: shown,
    kind: kind === 'none' ? 'document' : kind,
    ...(template && kind !== 'template' && { template: template.id }),
    ...(level !== undefined && { level }),
    findings: resultsOf(engine, source, findings, template, options),
  };
  return { path: shown, result, problems, config };
}

/** The config file and the templates that are in force for a file, each as a file of its own. */
export async function checkSurroundings(engine: Engine, path: string): Promise<FileOutcome[]> {
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

type Found = Pick<Source, 'uri' | 'environment'> & { readonly markdown: Pick<Source['markdown'], 'text'> };

function resultsOf(
  engine: Engine,
  source: Found,
  findings: readonly Finding[],
  template: Template | undefined,
  { hints, fixes }: FileOptions,
): FindingResult[] {
  const { text } = source.markdown;
  const placeIn = placesIn(text);
  const path = pathOf(engine, source.uri) ?? source.uri;
  const seen = new Map<string, number>();
  return findings.flatMap((finding): FindingResult[] => {
    const { rule, severity, message, related, parts } = finding;
    // What is counted is what is found, so that a fingerprint does not depend on the options.
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
        ...placeIn(finding),
        line: text.slice(line.start, line.end).replace(BOM, ''),
        fingerprint: createHash('sha256').update(`${key}\n${nth}`).digest('hex').slice(0, 32),
        ...(parts && { parts: [...parts] }),
        ...(help && { help }),
        related: related.map((each) => ({
          message: each.message,
          ...(each.in === 'document'
            ? { path, ...placeIn(each) }
            : placeInTemplate(engine, source, template, each)),
        })),
        fixes: fixes ? fixesOf(engine, source as Source, finding) : [],
      },
    ];
  });
}

function fixesOf({ service }: Engine, source: Source, finding: Finding): Fix[] {
  const safe = finding.safeFix?.();
  const placeIn = placesIn(source.markdown.text);
  const fixes = finding.fixes().flatMap((fix): Fix[] => {
    const edits = ownEdits(service, source, fix);
    const changes = applyEdits(source.markdown.text, edits) !== source.markdown.text;
    if (!changes || !keepsBlocks(source.markdown, edits)) return [];
    const isSafe = safe !== undefined && JSON.stringify(safe.edits) === JSON.stringify(fix.edits);
    const shown = edits.map((edit) => ({ ...placeIn(edit), newText: edit.newText }));
    return [{ title: fix.title, safe: isSafe, edits: shown }];
  });
  // Two sections of one name, both missing, are inserted alike.
  return [...new Map(fixes.map((fix) => [JSON.stringify(fix), fix])).values()];
}

/** A fix's edits of its own document, those of the links to a heading that it renames included. */
function ownEdits(service: Engine['service'], source: Source, fix: RuleFix): RuleFix['edits'] {
  const [own] = service.withLinks(source, { ...fix, kind: 'quickfix' }, []);
  return own?.edits ?? fix.edits;
}

function placeInTemplate(
  engine: Engine,
  { environment }: Pick<Source, 'environment'>,
  template: Template | undefined,
  range: Range,
): Place & { path: string; builtIn?: boolean } {
  const known = environment.templates.find(({ id }) => id === template?.id);
  const file = pathOf(engine, known?.uri);
  const where = file === undefined ? { path: known?.id ?? '', builtIn: true } : { path: file };
  return { ...where, ...placesIn(known?.template.markdown.text ?? '')(range) };
}

const BOM = '\uFEFF';

/** Gives places in a text by line and column; no reader of a file counts its byte order mark as a column. */
export function placesIn(text: string): (range: Range) => Place {
  let starts: number[] | undefined;
  const position = (offset: number): Place['start'] => {
    starts ??= lineStarts(text, text.startsWith(BOM) ? BOM.length : 0);
    const line = lineAt(starts, offset);
    return { line: line + 1, column: Math.max(1, offset - (starts[line] ?? 0) + 1), offset };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

function pathOf({ cwd }: Engine, uri: string | undefined): string | undefined {
  return uri?.startsWith('file:') ? shownPath(cwd, fileURLToPath(uri)) : undefined;
}
