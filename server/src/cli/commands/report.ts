import { resolve } from 'node:path';
import { configAndTemplateOutcomes, findShardFiles } from '../check/check-files.ts';
import { runTask } from '../check/pool.ts';
import type { Call, Parts } from '../command.ts';
import { createEngine, requireUsable } from '../engine.ts';
import { historiesOf } from '../git/history.ts';
import { EXIT, type ExitCode, type Io } from '../io.ts';
import { showProgress } from '../progress.ts';
import { writeReport } from '../report/index.ts';
import type { ReportOutcome } from '../report/report-file.ts';
import { type ReportRequest, readReportRequest } from '../report/report-request.ts';
import { sortDocuments } from '../report/sort-report.ts';
import type { ReportedDocument, ReportResult } from '../schema.ts';
import { createSession, type Session } from '../session.ts';

export async function run({ args, options }: Call, io: Io, parts: Parts): Promise<ExitCode> {
  const request = readReportRequest(args[0] as readonly string[], options, io.cwd);
  if ('merge' in request) {
    const { mergeFiles } = await import('./merge.ts');
    return mergeFiles(args[0] as readonly string[], request, io);
  }
  const result = await report(request, io, parts);
  const inOrder = { ...result, documents: sortDocuments(result.documents, request.sort) };
  await writeReport(inOrder, request, io);
  return result.problems.length > 0 ? EXIT.failed : EXIT.clean;
}

async function report(request: ReportRequest, io: Io, parts: Parts): Promise<ReportResult> {
  const { choice, patterns, shard, cwd, quiet } = request;
  const session = createSession(io, quiet);
  const engine = createEngine(choice);
  await requireUsable(engine, choice);
  const paths = await findShardFiles(patterns, shard, engine, session);
  const progress = showProgress(io, paths.length, !quiet);
  const outcomes = await runTask({ kind: 'report', choice }, paths, parts.worker, progress.done).finally(
    progress.end,
  );
  const around = await configAndTemplateOutcomes(outcomes, paths, engine);
  for (const problem of [...outcomes, ...around].flatMap(({ problems }) => problems))
    session.problem(problem);
  const documents = await withHistories(outcomes, cwd, session);
  return {
    version: 1,
    kind: 'report',
    tool: { name: 'design-docs', version: io.version },
    ...(shard && { shard }),
    documents,
    others: outcomes.filter(({ document, problems }) => !document && problems.length === 0).length,
    problems: [...session.problems],
  };
}

async function withHistories(
  outcomes: readonly ReportOutcome[],
  cwd: string,
  session: Session,
): Promise<ReportedDocument[]> {
  const documents = outcomes.flatMap(({ document }) => document ?? []);
  const absolute = documents.map(({ path }) => resolve(cwd, path));
  const histories = await historiesOf(absolute, session.note);
  return documents.map((document, index) => ({ ...document, ...histories.get(absolute[index] as string) }));
}
