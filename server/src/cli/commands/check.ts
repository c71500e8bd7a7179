import { readBaseline, withBaseline } from '../check/baseline.ts';
import { checkFiles, checkStdin } from '../check/check-files.ts';
import { type CheckRequest, readCheckRequest } from '../check/check-request.ts';
import type { FileOutcome } from '../check/outcome.ts';
import { exitCodeOf } from '../check/verdict.ts';
import type { Call, Parts } from '../command.ts';
import { createEngine, requireUsable } from '../engine.ts';
import { skippedNote } from '../files/diff.ts';
import { writeOutputs } from '../formats/index.ts';
import type { ExitCode, Io } from '../io.ts';
import type { CheckResult, Problem } from '../schema.ts';
import { createSession, type Session } from '../session.ts';

export async function run({ args, options }: Call, io: Io, parts: Parts): Promise<ExitCode> {
  const request = readCheckRequest(args[0] as readonly string[], options, io.cwd);
  const session = createSession(io, request.quiet);
  const engine = createEngine(request.choice);
  await requireUsable(engine, request.choice);
  const baseline = await readBaseline(request.baseline, session);
  const outcomes =
    request.stdin === undefined
      ? await checkFiles(request, engine, session, io, parts)
      : await checkStdin(request, request.stdin, engine, io);
  for (const problem of outcomes.flatMap(({ problems }) => problems)) session.problem(problem);
  const compared = await withBaseline(request.baseline, baseline, outcomes, session);
  const result = resultOf(request, outcomes, compared, session.problems, io.version);
  if (request.options.fixMode === 'diff') showDiffs(outcomes, io, session);
  else await writeOutputs(result, request, io);
  return exitCodeOf(result);
}

function showDiffs(outcomes: readonly FileOutcome[], io: Io, session: Session): void {
  io.stdout.write(outcomes.map(({ diff = '' }) => diff).join(''));
  const note = skippedNote(outcomes.flatMap(({ path, diff }) => (diff ? [path] : [])));
  if (note) session.note(note);
}

function resultOf(
  { failOn, maxWarnings, shard }: CheckRequest,
  outcomes: readonly FileOutcome[],
  compared: Pick<CheckResult, 'files' | 'known' | 'stale'>,
  problems: readonly Problem[],
  version: string,
): CheckResult {
  const result: Omit<CheckResult, 'exitCode'> = {
    version: 1,
    kind: 'check',
    tool: { name: 'design-docs', version },
    failOn,
    ...(maxWarnings !== undefined && { maxWarnings }),
    ...(shard && { shard }),
    ...compared,
    others: outcomes.filter((outcome) => !outcome.result && outcome.problems.length === 0).length,
    problems: [...problems],
  };
  return { ...result, exitCode: exitCodeOf(result) };
}
