import * as z from 'zod';

/**
 * The JSON output of the command line. The types, the published JSON Schemas (`schema/`), the validation of merged
 * files, and the results of the MCP server are derived from these schemas. `version` increases when something is
 * removed or changes its meaning, but not when something is added.
 */
export const VERSION = 1;

const positionSchema = z.object({
  line: z.int().min(1).describe('The line, 1-based.'),
  column: z
    .int()
    .min(1)
    .describe('The column, 1-based, in UTF-16 code units. A byte order mark does not count.'),
  offset: z
    .int()
    .min(0)
    .describe('The 0-based offset in the file, in UTF-16 code units. A byte order mark counts.'),
});

const rangeSchema = z.object({
  start: positionSchema,
  end: positionSchema.describe('The position after the last character.'),
});

const editSchema = rangeSchema.extend({ newText: z.string() });

const fixSchema = z.object({
  title: z.string(),
  safe: z.boolean().describe('Whether `--fix` applies it. A safe fix never changes the author’s words.'),
  edits: z.array(editSchema).describe('Edits to this file. All positions refer to the original text.'),
});

const relatedSchema = rangeSchema.extend({
  message: z.string(),
  path: z.string().describe('The file: this one or the template.'),
  builtIn: z
    .boolean()
    .optional()
    .describe('Whether `path` is the name of a built-in template instead of a file.'),
});

export const severitySchema = z.enum(['error', 'warning', 'info', 'hint']);

export const findingSchema = rangeSchema.extend({
  rule: z.string(),
  severity: severitySchema,
  message: z.string().describe('What is wrong and what to do.'),
  line: z.string().describe('The text of the line on which the finding starts.'),
  fingerprint: z
    .string()
    .describe('Identifies the finding in its file. Does not change when the finding moves.'),
  parts: z
    .array(z.string())
    .optional()
    .describe('If the finding is about several things, such as missing sections: their names.'),
  help: z.string().optional().describe('The URL of the rule’s documentation.'),
  related: z.array(relatedSchema),
  fixes: z.array(fixSchema),
});

export const fileSchema = z.object({
  path: z
    .string()
    .describe('Relative to the working directory, separated by `/`. Absolute if the file is outside it.'),
  kind: z
    .enum(['document', 'candidate', 'template', 'config'])
    .describe(
      'What the file is. A candidate has the name or title of a design document, but no other sign of one.',
    ),
  template: z.string().optional().describe('The name of its template.'),
  level: z.string().optional().describe('The quality level at which the file was checked.'),
  findings: z.array(findingSchema),
  known: z
    .int()
    .min(1)
    .optional()
    .describe('The number of its findings that are in the baseline. They are not listed.'),
});

export const problemSchema = z.object({
  path: z.string().optional(),
  message: z.string().describe('What could not be read or used and what to do.'),
});

const staleSchema = z.object({ path: z.string(), rule: z.string(), message: z.string() });

const shardSchema = z.object({ index: z.int().min(1), of: z.int().min(1) });

const COMPATIBILITY =
  '`version` increases when something is removed or changes its meaning. Properties can be added without a new version, so ignore unknown properties.';

export const checkSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('check'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    failOn: z.enum(['error', 'warning', 'info']),
    maxWarnings: z.int().min(0).optional(),
    shard: shardSchema.optional().describe('The shard, if the files were checked in shards.'),
    files: z.array(fileSchema).describe('Design documents, templates, and config files, sorted by path.'),
    others: z.int().min(0).describe('The number of other Markdown files that were read.'),
    known: z.int().min(0).describe('The number of findings that are in the baseline. They are not listed.'),
    stale: z.array(staleSchema).describe('Entries of the baseline that no longer occur.'),
    problems: z
      .array(problemSchema)
      .describe('What could not be read or used. If there is anything, the exit code is 2.'),
    exitCode: z.int().min(0).max(2),
  })
  .describe(`The result of \`design-docs check --format json\`. ${COMPATIBILITY}`);

/** A line of `--format jsonl`. */
export const checkLineSchema = z
  .discriminatedUnion('type', [
    fileSchema.extend({ type: z.literal('file') }),
    checkSchema.omit({ files: true }).extend({ type: z.literal('summary') }),
  ])
  .describe(
    `A line of \`design-docs check --format jsonl\`: one for each file, and a summary as the last line. ${COMPATIBILITY}`,
  );

const levelChoiceSchema = z.object({
  name: z.string(),
  guidance: z.string().optional().describe('What the template says about the level.'),
  sections: z.int().min(0).describe('The number of sections that it requires.'),
  more: z
    .object({ sections: z.int().min(0), topics: z.int().min(0), gates: z.int().min(0) })
    .describe('What it requires in addition to the next lower level.'),
  edit: editSchema.optional().describe('The edit that chooses it in the document.'),
});

export const stateSchema = z
  .enum(['missing', 'empty', 'unwritten', 'waived', 'draft', 'written'])
  .describe('The state of a section. Unwritten means that it has only the template’s text.');

const stepSchema = z.object({
  kind: z.enum([
    'choose-level',
    'insert-section',
    'write-section',
    'finish-section',
    'answer-topics',
    'name-gates',
  ]),
  title: z.string().describe('What to do.'),
  phase: z.object({ number: z.int(), name: z.string() }).optional().describe('The phase in which it is due.'),
  section: z.object({ id: z.string(), title: z.string() }).optional(),
  state: stateSchema.optional(),
  why: z.string().describe('Why it is due.'),
  guidance: z.string().describe('The template’s guidance for the section, as Markdown.'),
  choices: z.array(levelChoiceSchema).describe('The quality levels to choose from.'),
  topics: z.array(z.object({ label: z.string(), guidance: z.string() })).describe('The topics to answer.'),
  gates: z.array(z.string()).describe('The gates to mention.'),
  leftovers: z
    .array(rangeSchema.extend({ text: z.string() }))
    .describe('Placeholders and lines of the template that still have to be answered.'),
  at: rangeSchema
    .optional()
    .describe('The range of the section’s heading or of the level’s value, if it is in the document.'),
  insert: editSchema.optional().describe('The edit that inserts a missing section with the template’s text.'),
});

export const nextDocumentSchema = z.object({
  path: fileSchema.shape.path,
  kind: z.enum(['document', 'candidate']).describe(fileSchema.shape.kind.description ?? ''),
  template: z.string().describe('The name of its template.'),
  level: z.string().optional().describe('The quality level at which the document is checked.'),
  done: z.int().min(0).describe('The number of required sections that are written or waived.'),
  total: z.int().min(0).describe('The number of sections that the level requires.'),
  left: z.int().min(0).describe('The number of remaining steps, including those that are not listed.'),
  steps: z.array(stepSchema).describe('The steps, in order.'),
});

export const nextSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('next'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    documents: z.array(nextDocumentSchema).describe('Design documents and candidates, sorted by path.'),
    problems: z
      .array(problemSchema)
      .describe('What could not be read or used. If there is anything, the exit code is 2.'),
    exitCode: z.int().min(0).max(2),
  })
  .describe('The result of `design-docs next`');

const countsSchema = z.object({
  done: z.int().min(0).describe('The number of required sections that are written or waived.'),
  total: z.int().min(0).describe('The number of required sections.'),
});

const leftSchema = z.object({
  title: z.string().describe('The section’s title in the template.'),
  phase: z.int().optional().describe('The phase in which it is due. Omitted if the template has no phases.'),
  state: z.enum(['missing', 'empty', 'unwritten', 'draft', 'waived', 'written']),
  topics: z.array(z.string()).describe('Topics that the level requires and the section does not answer.'),
});

const reportedSchema = z.object({
  path: z
    .string()
    .describe('Relative to the working directory, separated by `/`. Absolute if the file is outside it.'),
  title: z.string().optional(),
  template: z.string().describe('The name of its template.'),
  level: z
    .object({
      name: z.string(),
      isSet: z
        .boolean()
        .describe('Whether the document sets its level. If not, it is checked at this level.'),
      index: z
        .int()
        .min(0)
        .describe('Its 0-based index among the template’s levels, from the least strict to the strictest.'),
    })
    .optional()
    .describe('The quality level at which the document is checked, if its template has levels.'),
  ready: z.boolean().describe('Whether the document has everything that its level requires.'),
  ...countsSchema.shape,
  currentPhase: z.int().optional().describe('The lowest required phase that is not complete.'),
  phases: z.array(
    countsSchema.extend({
      number: z.int(),
      name: z.string(),
      required: z.boolean().describe('Whether the level requires this phase.'),
    }),
  ),
  anyPhase: countsSchema.describe('The counts for sections without a phase.'),
  left: z.array(leftSchema).describe('Sections that are not complete for the level, sorted by phase.'),
  gates: z.array(z.string()).describe('Gates that the level requires and the document does not mention.'),
  owner: z.string().optional().describe('The person with the most commits to the file in git.'),
  created: z.iso.datetime().optional().describe('The time of the first commit to the file.'),
  changed: z.iso.datetime().optional().describe('The time of the last commit to the file.'),
});

export const reportSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('report'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    shard: shardSchema.optional().describe('The shard, if the files were checked in shards.'),
    documents: z.array(reportedSchema),
    others: z.int().min(0).describe('The number of other Markdown files that were read.'),
    problems: z
      .array(problemSchema)
      .describe('What could not be read or used. If there is anything, the exit code is 2.'),
  })
  .describe('The result of `design-docs report`');

export type Position = z.infer<typeof positionSchema>;
export type SourceRange = z.infer<typeof rangeSchema>;
export type Edit = z.infer<typeof editSchema>;
export type Fix = z.infer<typeof fixSchema>;
export type FindingResult = z.infer<typeof findingSchema>;
export type FileResult = z.infer<typeof fileSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type Stale = z.infer<typeof staleSchema>;
export type Shard = z.infer<typeof shardSchema>;
export type CheckResult = z.infer<typeof checkSchema>;
export type NextResult = z.infer<typeof nextSchema>;
export type NextDocument = z.infer<typeof nextDocumentSchema>;
export type NextStepResult = z.infer<typeof stepSchema>;
export type FailOn = CheckResult['failOn'];
export type Counts = z.infer<typeof countsSchema>;
export type ReportedDocument = z.infer<typeof reportedSchema>;
export type ReportResult = z.infer<typeof reportSchema>;
