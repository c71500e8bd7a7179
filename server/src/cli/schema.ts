import * as z from 'zod';

/**
 * What the command line writes as JSON. The types, the published JSON Schemas (`schema/`), the check of files that are
 * merged and the MCP server's results all derive from here. `version` grows when something is removed or changes its
 * meaning; what is added may come without.
 */
export const VERSION = 1;

const positionSchema = z.object({
  line: z.int().min(1).describe('The line, from 1.'),
  column: z.int().min(1).describe('The column, from 1, in UTF-16 code units.'),
  offset: z.int().min(0).describe('The UTF-16 code units before it in the file, a byte order mark included.'),
});

const placeSchema = z.object({
  start: positionSchema,
  end: positionSchema.describe('The position behind the last character.'),
});

const editSchema = placeSchema.extend({ newText: z.string() });

const fixSchema = z.object({
  title: z.string(),
  safe: z.boolean().describe('Whether `--fix` does it: it changes none of the author’s words.'),
  edits: z.array(editSchema).describe('Edits of this file, all in terms of the file as it was read.'),
});

const relatedSchema = placeSchema.extend({
  message: z.string(),
  path: z.string().describe('The file: this one, or the template; a built-in template has its name.'),
});

export const severitySchema = z.enum(['error', 'warning', 'info', 'hint']);

const findingSchema = placeSchema.extend({
  rule: z.string(),
  severity: severitySchema,
  message: z.string().describe('What is wrong, why, and what to do.'),
  line: z.string().describe('The source of the line on which it starts.'),
  fingerprint: z.string().describe('Stays the same while the text around the finding moves.'),
  help: z.string().optional().describe('The address of the rule’s page.'),
  related: z.array(relatedSchema),
  fixes: z.array(fixSchema),
});

const fileSchema = z.object({
  path: z.string().describe('Relative to the folder in which the tool ran, with `/`.'),
  kind: z
    .enum(['document', 'candidate', 'template', 'config'])
    .describe('A candidate is named or titled like a design document and shows no other sign of one.'),
  template: z.string().optional().describe('The name of its template.'),
  level: z.string().optional().describe('The quality level by which it was judged.'),
  findings: z.array(findingSchema),
});

const problemSchema = z.object({
  path: z.string().optional(),
  message: z.string().describe('What could not be read or used, and what to do.'),
});

const staleSchema = z.object({ path: z.string(), rule: z.string(), message: z.string() });

const shardSchema = z.object({ index: z.int().min(1), of: z.int().min(1) });

export const checkSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('check'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    failOn: z.enum(['error', 'warning', 'info']),
    maxWarnings: z.int().min(0).optional(),
    shard: shardSchema.optional().describe('Which part of all files this is.'),
    files: z.array(fileSchema).describe('Design documents, templates and config files, by path.'),
    others: z.int().min(0).describe('How many other Markdown files were looked at.'),
    known: z.int().min(0).describe('How many findings the baseline knows; they are not listed.'),
    stale: z.array(staleSchema).describe('What the baseline knows and nobody finds any more.'),
    problems: z.array(problemSchema).describe('What could not be read or used; the exit code is then 2.'),
    exitCode: z.int().min(0).max(2),
  })
  .describe('The result of `design-docs check`');

export type Position = z.infer<typeof positionSchema>;
export type Place = z.infer<typeof placeSchema>;
export type Edit = z.infer<typeof editSchema>;
export type Fix = z.infer<typeof fixSchema>;
export type FindingResult = z.infer<typeof findingSchema>;
export type FileResult = z.infer<typeof fileSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type Stale = z.infer<typeof staleSchema>;
export type Shard = z.infer<typeof shardSchema>;
export type CheckResult = z.infer<typeof checkSchema>;
export type FailOn = CheckResult['failOn'];
