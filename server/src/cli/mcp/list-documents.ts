import { resolve } from 'node:path';
import picomatch from 'picomatch';
import * as z from 'zod';
import { readinessOf } from '../../service/answers.ts';
import { findFiles } from '../files/find-files.ts';
import { shownPath } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { titleOf } from '../formats/words.ts';
import { nextDocumentSchema, type Problem, problemSchema } from '../schema.ts';
import { type Context, defineTool } from './tool.ts';

/** The maximum number of files read for one page, which limits the response time in large folders. */
const MOST_FILES = 2000;

const documentSchema = nextDocumentSchema.omit({ steps: true }).extend({
  left: z.int().min(0).describe('How many required sections are not complete.'),
  isLevelSet: z
    .boolean()
    .describe('Whether the document sets its level. If not, it is checked at the lowest level.'),
});

type Listed = z.infer<typeof documentSchema>;

export const listDocuments = defineTool({
  name: 'list_documents',
  title: 'List design documents',
  description:
    'Lists the design documents in the served folder, page by page. For each document, returns the template, the quality level, and how many required sections are done. Files ignored by .gitignore are not listed.',
  input: z.object({
    paths: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Files, folders, and globs, relative to the served folder. “!glob” excludes files.'),
    limit: z.int().min(1).max(200).default(50).describe('The maximum number of documents on a page.'),
    cursor: z.string().optional().describe('`nextCursor` from the previous page.'),
  }),
  output: z.object({
    documents: z.array(documentSchema).describe('Design documents and candidates, sorted by path.'),
    problems: z.array(problemSchema).describe('Files and folders that could not be read.'),
    nextCursor: z
      .string()
      .optional()
      .describe(
        'The cursor of the next page, if there may be one. A page can have fewer documents than its limit.',
      ),
  }),
  writes: false,
  async run(context, { paths = ['.'], limit, cursor }) {
    const problems: Problem[] = [];
    const files = await filesBehind(context, paths, cursor, problems);
    const engine = context.engine();
    const documents: Listed[] = [];
    let looked = 0;
    for (; looked < Math.min(files.length, MOST_FILES) && documents.length < limit; looked++) {
      const shown = files[looked] as string;
      const path = resolve(context.root.path, shown);
      const reading = readMarkdown(path);
      if (reading.failure !== undefined) {
        problems.push({ path: shown, message: `${shown} ${reading.failure}` });
        continue;
      }
      const source = await engine.sourceOf(path, reading.text);
      const tooLarge = engine.service.analyze(source).tooLarge;
      if (tooLarge !== undefined) problems.push({ path: shown, message: `${shown} ${tooLarge}` });
      const { kind, template, level, done, total, left } = readinessOf(engine.service.analyze(source));
      if (!template || (kind !== 'document' && kind !== 'candidate')) continue;
      const isLevelSet = level?.isSet === true;
      const judgedAs = level && { level: level.name };
      documents.push({
        path: shown,
        kind,
        template: template.id,
        ...judgedAs,
        isLevelSet,
        done,
        total,
        left,
      });
    }
    const nextCursor = looked < files.length ? files[looked - 1] : undefined;
    const result = { documents, problems, ...(nextCursor !== undefined && { nextCursor }) };
    return { result, text: inWords(result) };
  },
});

/** The paths of the files that match the patterns, sorted, from the first one after `cursor`. */
async function filesBehind(
  { root }: Context,
  patterns: readonly string[],
  cursor: string | undefined,
  problems: Problem[],
): Promise<string[]> {
  for (const pattern of patterns.filter((each) => !each.startsWith('!'))) {
    const { isGlob, base } = picomatch.scan(pattern);
    if (isGlob) await root.locateNew(base);
    else await root.locate(pattern);
  }
  const listeners = { onProblem: (problem: Problem) => void problems.push(problem), onNote: () => {} };
  const found = await findFiles(patterns, root.path, listeners, root.path);
  // Skips files that were deleted in the meantime.
  const real = await Promise.all(found.map((path) => root.locate(path).catch(() => [])));
  const shown = [...new Set(real.flat().map((path) => shownPath(root.path, path)))].sort();
  return cursor === undefined ? shown : shown.filter((path) => path > cursor);
}

function inWords({
  documents,
  problems,
  nextCursor,
}: {
  documents: readonly Listed[];
  problems: readonly Problem[];
  nextCursor?: string;
}): string {
  const lines = documents.map((document) => {
    const { path, done, total, isLevelSet, level } = document;
    const unset = level !== undefined && !isLevelSet ? ', no level chosen yet' : '';
    return `${path}${titleOf(document)}: ${done} of ${total} sections done${unset}`;
  });
  return [
    ...(lines.length > 0 ? lines : ['No design documents.']),
    ...problems.map(({ message }) => message),
    ...(nextCursor === undefined
      ? []
      : [`There may be more. For the next page, pass the cursor “${nextCursor}”.`]),
  ].join('\n');
}
