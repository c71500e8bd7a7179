import * as z from 'zod';
import { recognitionReason } from '../../features/progress/readiness.ts';
import { checkConfigAndTemplates, checkUnsaved } from '../check/check-file.ts';
import { shownPath } from '../files/paths.ts';
import { countsInWords, titleOf } from '../formats/words.ts';
import { type FindingResult, fileSchema, problemSchema } from '../schema.ts';
import { ToolError } from './root.ts';
import { defineTool, openFile } from './tool.ts';

/** The path of a text that is given without one. */
const UNNAMED = 'text.md';

export const checkTextTool = defineTool({
  name: 'check_text',
  title: 'Check a text',
  description:
    'Checks a text as if it were at a path, or checks the file at that path. Each finding has its location, a message, and its fixes as edits. To apply a fix to a file, pass the finding’s fingerprint to apply_fix.',
  input: z.object({
    text: z.string().optional().describe('The Markdown to check. Default: the content of the file.'),
    path: z
      .string()
      .optional()
      .describe('The file, or the path of the text. It determines the template and the settings.'),
    hints: z
      .boolean()
      .default(false)
      .describe('List hints too, such as sections that are due in a later phase.'),
  }),
  output: fileSchema.extend({
    kind: z
      .enum([...fileSchema.shape.kind.options, 'none'])
      .describe('What the text is. “none” means that it is not a design document and was not checked.'),
    problems: z.array(problemSchema).describe('Problems that prevented a complete check.'),
  }),
  writes: false,
  async run(context, { text, path, hints }) {
    const { engine, at, content } = await textOf(context, text, path);
    const outcome = await checkUnsaved(engine, at, content, { hints, fixes: true });
    const around = await checkConfigAndTemplates(engine, at);
    const result = {
      kind: 'none' as const,
      path: shownPath(context.root.path, at),
      findings: [],
      ...outcome.result,
      problems: [outcome, ...around].flatMap(({ problems }) => problems),
    };
    const what = outcome.result
      ? `${result.path}${titleOf(outcome.result)}: ${countsInWords(result.findings)}.`
      : `${result.path} is not checked. ${recognitionReason(engine.service.analyze(await engine.sourceOf(at, content)).recognition)}`;
    const problems = result.problems.map(({ message }) => message);
    return { result, text: [what, ...result.findings.map(findingLine), ...problems].join('\n') };
  },
});

async function textOf(
  context: Parameters<typeof openFile>[0],
  text: string | undefined,
  path: string | undefined,
) {
  if (text !== undefined)
    return { engine: context.engine(), at: await context.root.locateNew(path ?? UNNAMED), content: text };
  if (path === undefined) throw new ToolError('There is nothing to check. Give a text, a path, or both.');
  const file = await openFile(context, path);
  return { engine: file.engine, at: file.path, content: file.text };
}

/** One finding with the titles of its fixes. */
export function findingLine({ start, severity, rule, message, fingerprint, fixes }: FindingResult): string {
  const titles = fixes.map(({ title }, index) => `\n  fix ${index}: ${title}`).join('');
  return `${start.line}:${start.column} ${severity} ${rule} [${fingerprint}] ${message}${titles}`;
}
