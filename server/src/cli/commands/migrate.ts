import { resolve } from 'node:path';
import type { Template } from '../../template/template.ts';
import { readTemplateText } from '../../template/template-file.ts';
import { findShardFiles } from '../check/check-files.ts';
import type { Call } from '../command.ts';
import { createEngine, requireUsable } from '../engine.ts';
import { skippedNote, unifiedDiff } from '../files/diff.ts';
import { readMarkdown } from '../files/read.ts';
import { rewrite } from '../files/rewrite.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import { createSession, type Session } from '../session.ts';
import { type Changed, migrateFiles } from './migrate-files.ts';

interface Options {
  readonly from?: string;
  readonly template?: string;
  readonly config?: string;
  readonly write?: boolean;
}

export async function run({ args, options }: Call, io: Io): Promise<ExitCode> {
  const { from, template, config, write = false } = options as Options;
  const { cwd } = io;
  const session = createSession(io, false);
  const choice = { cwd, template, config };
  const engine = createEngine(choice);
  await requireUsable(engine, choice);
  const old = from === undefined ? undefined : await readOld(resolve(cwd, from), from);
  const found = await findShardFiles(args[0] as readonly string[], undefined, engine, session);
  const paths = found.filter((path) => from === undefined || path !== resolve(cwd, from));
  const changed = await migrateFiles(engine, paths, old, session);
  if (write) await writeAll(changed, io, session);
  else showAll(changed, io, session);
  if (session.problems.length > 0) return EXIT.failed;
  return changed.length > 0 && !write ? EXIT.findings : EXIT.clean;
}

/** Reads the template given by `--from`. Throws a UsageError if it cannot be read or used. */
async function readOld(path: string, from: string): Promise<Template> {
  const reading = await readMarkdown(path);
  if (reading.failure !== undefined) throw new UsageError(`“${from}” ${reading.failure} Correct --from.`);
  const { template, unusable, isBroken, policyProblems } = readTemplateText('from', reading.text);
  const why = unusable
    ? `there is ${unusable} in it`
    : isBroken && (policyProblems.find(({ isError }) => isError)?.message ?? 'its front matter is broken');
  if (why) throw new UsageError(`“${from}” cannot be used as a template: ${why}. Correct --from.`);
  return template;
}

function showAll(changed: readonly Changed[], io: Io, session: Session): void {
  io.stdout.write(changed.map(({ shown, before, after }) => unifiedDiff(shown, before, after)).join(''));
  const note = skippedNote(changed.map(({ shown }) => shown));
  if (note) session.note(note);
}

async function writeAll(changed: readonly Changed[], io: Io, session: Session): Promise<void> {
  for (const { path, shown, after, bytes } of changed) {
    const problem = await rewrite(path, shown, after, bytes);
    if (problem) session.problem(problem);
    else io.stdout.write(`${shown}\n`);
  }
}
