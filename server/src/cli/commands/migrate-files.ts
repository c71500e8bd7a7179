import type { AnchorChanges } from '../../features/migrate/carry.ts';
import { followAnchors } from '../../features/migrate/follow.ts';
import { migrate } from '../../features/migrate/migrate.ts';
import type { Note } from '../../features/migrate/step.ts';
import type { Markdown } from '../../markdown/markdown.ts';
import { parseMarkdown } from '../../markdown/markdown.ts';
import { checkedDocument } from '../../service/answers.ts';
import type { Template } from '../../template/template.ts';
import { applyEdits } from '../../text/range.ts';
import { decodeUri } from '../../text/uri.ts';
import type { Engine } from '../engine.ts';
import { shownPath, uriOf } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { sanitize } from '../formats/words.ts';
import type { Session } from '../session.ts';

/** A file whose text changes, with the bytes that were read. */
export interface Changed {
  readonly path: string;
  readonly shown: string;
  readonly before: string;
  readonly after: string;
  readonly bytes: Buffer;
}

/**
 * Brings all documents among the files at absolute paths to their templates, and lets the links of all these files
 * follow. Gives those that change, in the paths' order, and writes nothing; what could not be decided is noted.
 */
export async function migrateFiles(
  engine: Engine,
  paths: readonly string[],
  from: Template | undefined,
  session: Session,
): Promise<Changed[]> {
  const migrated = new Map<string, Changed>();
  const anchors = new Map<string, AnchorChanges>();
  const readable: string[] = [];
  for (const path of paths) {
    const file = await read(engine, path, session);
    if (!file) continue;
    readable.push(path);
    const source = await engine.sourceOf(path, file.before);
    const { service } = engine;
    const judge = (markdown: Markdown) => checkedDocument(service.analyze({ ...source, markdown }));
    const migration = migrate(source, judge, from);
    const { tooLarge } = service.analyze(source);
    if (tooLarge !== undefined) session.problem({ path: file.shown, message: `${file.shown} ${tooLarge}` });
    for (const problem of engine.takeProblems(file.shown)) session.problem(problem);
    if (migration.notes.length > 0) session.note(inOneLine(file.shown, migration.notes));
    if (migration.anchors.size > 0) anchors.set(decodeUri(uriOf(engine.cwd, path)), migration.anchors);
    const after = migration.markdown.text;
    if (after !== file.before) migrated.set(path, { ...file, after });
  }
  if (anchors.size === 0) return [...migrated.values()];
  const changed: Changed[] = [];
  for (const path of readable) {
    const file = migrated.get(path) ?? (await read(engine, path, session));
    const followed = file && follow(engine, file, anchors, session);
    if (followed && followed.after !== followed.before) changed.push(followed);
  }
  return changed;
}

async function read(engine: Engine, path: string, { problem }: Session): Promise<Changed | undefined> {
  const reading = await readMarkdown(path);
  const shown = shownPath(engine.cwd, path);
  if (reading.failure !== undefined) {
    problem({ path: shown, message: `${shown} ${reading.failure}` });
    return undefined;
  }
  const { text, bytes } = reading;
  return { path, shown, before: text, after: text, bytes };
}

/** The file with its links to headings that have other names now. Most files hold none, and are not parsed. */
function follow(
  { cwd }: Engine,
  file: Changed,
  anchors: ReadonlyMap<string, AnchorChanges>,
  session: Session,
): Changed {
  if (!/#|&num;/.test(file.after)) return file;
  const source = { uri: uriOf(cwd, file.path), markdown: parseMarkdown(file.after) };
  const { edits, lost } = followAnchors(source, anchors);
  if (lost.length > 0)
    session.note(
      `${file.shown}: ${lost.map(sanitize).join(', ')} leads nowhere now: that section was removed.`,
    );
  return edits.length > 0 ? { ...file, after: applyEdits(file.after, edits) } : file;
}

function inOneLine(shown: string, notes: readonly Note[]): string {
  return sanitize(`${shown}: ${notes.map(({ about, text }) => `${about}: ${text}`).join('. ')}.`);
}
