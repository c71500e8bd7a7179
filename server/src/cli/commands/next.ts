import { configAndTemplateOutcomes, findShardFiles } from '../check/check-files.ts';
import { runTask } from '../check/pool.ts';
import type { Call, Parts } from '../command.ts';
import { type Choice, createEngine, requireUsable } from '../engine.ts';
import { nextText } from '../formats/next-text.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import { wantsColor } from '../process-io.ts';
import { showProgress } from '../progress.ts';
import type { NextResult } from '../schema.ts';
import { createSession, type Session } from '../session.ts';
import type { NextOutcome } from './next-file.ts';

interface Options extends Pick<Choice, 'level' | 'template' | 'config'> {
  readonly all?: true;
  readonly format: 'text' | 'json';
}

export async function run({ args, options }: Call, io: Io, parts: Parts): Promise<ExitCode> {
  const { level, template, config, all = false, format } = options as unknown as Options;
  const choice: Choice = { cwd: io.cwd, level, template, config };
  const session = createSession(io, false);
  const engine = createEngine(choice);
  await requireUsable(engine, choice);
  const paths = await findShardFiles(args[0] as readonly string[], undefined, engine, session);
  const progress = showProgress(io, paths.length, true);
  const outcomes = await runTask({ kind: 'next', choice, all }, paths, parts.worker, progress.done).finally(
    progress.end,
  );
  const around = await configAndTemplateOutcomes(outcomes, paths, engine);
  for (const problem of [...outcomes, ...around].flatMap(({ problems }) => problems))
    session.problem(problem);
  const result = resultOf(outcomes, session, io.version);
  if (format === 'json') io.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else io.stdout.write(nextText(result, { color: wantsColor(io, io.stdout), columns: io.stdout.columns }));
  return result.exitCode as ExitCode;
}

/** Throws a UsageError if there is no design document and no problem was reported. */
function resultOf(outcomes: readonly NextOutcome[], { problems }: Session, version: string): NextResult {
  const documents = outcomes
    .flatMap(({ document }) => document ?? [])
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (documents.length === 0 && problems.length === 0) throw new UsageError(noneAmong(outcomes));
  return {
    version: 1,
    kind: 'next',
    tool: { name: 'design-docs', version },
    documents,
    problems: [...problems],
    exitCode: problems.length > 0 ? EXIT.failed : EXIT.clean,
  };
}

function noneAmong(outcomes: readonly NextOutcome[]): string {
  const [first] = outcomes;
  const what =
    first && outcomes.length === 1
      ? `${first.path} is not a design document`
      : `None of ${outcomes.length} Markdown files is a design document`;
  return `${what}. Give another path, or name the template with --template.`;
}
