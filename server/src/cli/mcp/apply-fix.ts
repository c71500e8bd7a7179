import * as z from 'zod';
import { applyEdits } from '../../text/range.ts';
import { checkUnsaved } from '../check/check-file.ts';
import { unifiedDiff } from '../files/diff.ts';
import { writeAtomically, writeFailure } from '../files/write.ts';
import { type FindingResult, type Fix, findingSchema } from '../schema.ts';
import { findingLine } from './check-text.ts';
import { ToolError } from './root.ts';
import { defineTool, type OpenFile, openFile } from './tool.ts';

const input = z.object({
  path: z.string().describe('The file, relative to the served folder.'),
  fingerprint: z.string().optional().describe('The finding’s fingerprint, as returned by check_text.'),
  rule: z.string().optional().describe('The finding’s rule. Used with line instead of a fingerprint.'),
  line: z.int().min(1).optional(),
  fix: z
    .union([z.string(), z.int().min(0)])
    .optional()
    .describe('The title of the fix, or its index in the finding’s fixes. Required if there are several.'),
  preview: z.boolean().default(false).describe('Return the changes without writing the file.'),
});

type Input = z.infer<typeof input>;

export const applyFix = defineTool({
  name: 'apply_fix',
  title: 'Apply a fix',
  description:
    'Applies one fix of one finding to a file. Returns the changes and the remaining findings. If another program changes the file at the same time, nothing is written. Links in other files are not updated.',
  input,
  output: z.object({
    path: z.string(),
    fix: z.string().describe('The title of the fix.'),
    written: z.boolean(),
    diff: z.string().describe('The changes, as a unified diff.'),
    left: z
      .array(
        findingSchema.pick({ rule: true, severity: true, message: true, start: true, fingerprint: true }),
      )
      .describe('The remaining findings, without hints.'),
  }),
  writes: true,
  async run(context, wanted) {
    const file = await openFile(context, wanted.path);
    const { engine, path, shown, text } = file;
    const before = await checkUnsaved(engine, path, text, { hints: true, fixes: true });
    const fix = fixOf(shown, findingOf(shown, before.result?.findings ?? [], wanted), wanted.fix);
    const edits = fix.edits.map(({ start, end, newText }) => ({
      start: start.offset,
      end: end.offset,
      newText,
    }));
    const mended = applyEdits(text, edits);
    if (!wanted.preview) await write(file, mended);
    const after = await checkUnsaved(engine, path, mended, { hints: false, fixes: false });
    const found = after.result?.findings ?? [];
    const diff = unifiedDiff(shown, text, mended);
    const left = found.map(({ rule, severity, message, start, fingerprint }) => ({
      rule,
      severity,
      message,
      start,
      fingerprint,
    }));
    return {
      result: { path: shown, fix: fix.title, written: !wanted.preview, diff, left },
      text: [
        diff,
        left.length > 0 ? 'Remaining findings:' : 'No findings remain.',
        ...found.map(findingLine),
      ].join('\n'),
    };
  },
});

async function write({ path, shown, bytes }: OpenFile, text: string): Promise<void> {
  const isWritten = await writeAtomically(path, text, bytes).catch((error: unknown) => {
    throw new ToolError(writeFailure(shown, error));
  });
  if (!isWritten)
    throw new ToolError(`${shown} was changed by another program, so it was not written. Check it again.`);
}

function findingOf(
  shown: string,
  findings: readonly FindingResult[],
  { fingerprint, rule, line }: Input,
): FindingResult {
  if (fingerprint === undefined && (rule === undefined || line === undefined))
    throw new ToolError('Identify the finding by its fingerprint, or by its rule and line.');
  const named = findings.filter((finding) =>
    fingerprint === undefined
      ? finding.rule === rule && finding.start.line === line
      : finding.fingerprint === fingerprint,
  );
  // Prefers other findings on the line to hints, which check_text lists only on request.
  const due = named.filter(({ severity }) => severity !== 'hint');
  const matching = due.length > 0 ? due : named;
  const [finding] = matching;
  const what =
    fingerprint === undefined ? `for ${rule} on line ${line}` : `with the fingerprint “${fingerprint}”`;
  if (!finding) throw new ToolError(`${shown} has no finding ${what}. Check it again.`);
  if (matching.length > 1)
    throw new ToolError(`${shown} has ${matching.length} findings ${what}. Give a fingerprint.`);
  return finding;
}

function fixOf(shown: string, { rule, start, fixes }: FindingResult, wanted: Input['fix']): Fix {
  const place = `${rule} on line ${start.line} of ${shown}`;
  if (fixes.length === 0) throw new ToolError(`There is no fix for ${place}. Edit the text.`);
  const known = fixes.map(({ title }, index) => `${index}: ${title}`).join('; ');
  if (wanted === undefined && fixes.length > 1)
    throw new ToolError(`There are several fixes for ${place}. Give one as “fix”: ${known}.`);
  const fix = typeof wanted === 'string' ? fixes.find(({ title }) => title === wanted) : fixes[wanted ?? 0];
  if (!fix) throw new ToolError(`There is no such fix for ${place}. The fixes are: ${known}.`);
  return fix;
}
