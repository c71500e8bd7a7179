import * as z from 'zod';

/**
 * What the command line writes as JSON. The types, the published JSON Schemas (`schema/`), the check of files that are
 * merged and the MCP server's results all derive from here. `version` grows when something is removed or changes its
 * meaning; what is added may come without.
 */
export const VERSION = 1;

const positionSchema = z.object({
  line: z.int().min(1).describe('The line, from 1.'),
  column: z.int().min(1).describe('The column, from 1, in UTF-16 code units; a byte order mark is none.'),
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
  path: z.string().describe('The file: this one, or the template.'),
  builtIn: z.boolean().optional().describe('Whether `path` is no file, but the name of a built-in template.'),
});

export const severitySchema = z.enum(['error', 'warning', 'info', 'hint']);

export const findingSchema = placeSchema.extend({
  rule: z.string(),
  severity: severitySchema,
  message: z.string().describe('What is wrong, why, and what to do.'),
  line: z.string().describe('The source of the line on which it starts.'),
  fingerprint: z.string().describe('Stays the same while the text around the finding moves.'),
  parts: z
    .array(z.string())
    .optional()
    .describe('Where it tells of several things, such as sections that are missing: each by its name.'),
  help: z.string().optional().describe('The address of the rule’s page.'),
  related: z.array(relatedSchema),
  fixes: z.array(fixSchema),
});

export const fileSchema = z.object({
  path: z.string().describe('Relative to the folder in which the tool ran, with `/`.'),
  kind: z
    .enum(['document', 'candidate', 'template', 'config'])
    .describe('A candidate is named or titled like a design document and shows no other sign of one.'),
  template: z.string().optional().describe('The name of its template.'),
  level: z.string().optional().describe('The quality level by which it was judged.'),
  findings: z.array(findingSchema),
  known: z
    .int()
    .min(1)
    .optional()
    .describe('How many of its findings the baseline knows; they are not listed.'),
});

export const problemSchema = z.object({
  path: z.string().optional(),
  message: z.string().describe('What could not be read or used, and what to do.'),
});

const staleSchema = z.object({ path: z.string(), rule: z.string(), message: z.string() });

const shardSchema = z.object({ index: z.int().min(1), of: z.int().min(1) });

const COMPATIBILITY =
  '`version` grows when something is removed or changes its meaning. Within a version things are only added, so leave alone what you do not know.';

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
  .describe(`The result of \`design-docs check --format json\`. ${COMPATIBILITY}`);

/** A line of `--format jsonl`. */
export const checkLineSchema = z
  .discriminatedUnion('type', [
    fileSchema.extend({ type: z.literal('file') }),
    checkSchema.omit({ files: true }).extend({ type: z.literal('summary') }),
  ])
  .describe(
    `A line of \`design-docs check --format jsonl\`: one for each file, and last one for the whole. ${COMPATIBILITY}`,
  );

const levelChoiceSchema = z.object({
  name: z.string(),
  guidance: z.string().optional().describe('What the template says of the level.'),
  sections: z.int().min(0).describe('How many sections it requires.'),
  more: z
    .object({ sections: z.int().min(0), topics: z.int().min(0), gates: z.int().min(0) })
    .describe('What it asks for beyond the level below it.'),
  edit: editSchema.optional().describe('The edit that chooses it.'),
});

export const stateSchema = z
  .enum(['missing', 'empty', 'unwritten', 'waived', 'draft', 'written'])
  .describe('Unwritten: all that stands there is the template’s own text.');

const stepSchema = z.object({
  kind: z.enum([
    'choose-level',
    'insert-section',
    'write-section',
    'finish-section',
    'answer-topics',
    'name-gates',
  ]),
  title: z.string().describe('What to do, in a few words.'),
  phase: z.object({ number: z.int(), name: z.string() }).optional().describe('The phase in which it is due.'),
  section: z.object({ id: z.string(), title: z.string() }).optional(),
  state: stateSchema.optional(),
  why: z.string().describe('Why it is due.'),
  guidance: z.string().describe('What the template says in the section, as Markdown.'),
  choices: z.array(levelChoiceSchema).describe('The levels to choose from.'),
  topics: z.array(z.object({ label: z.string(), guidance: z.string() })).describe('Topics to answer.'),
  gates: z.array(z.string()).describe('Gates to name.'),
  leftovers: z
    .array(placeSchema.extend({ text: z.string() }))
    .describe('Placeholders and lines of the template that are still to be answered.'),
  at: placeSchema.optional().describe('The section’s heading, or the level’s value, if it is there.'),
  insert: editSchema.optional().describe('What inserts a missing section as the template has it.'),
});

export const nextDocumentSchema = z.object({
  path: fileSchema.shape.path,
  kind: z.enum(['document', 'candidate']).describe(fileSchema.shape.kind.description ?? ''),
  template: z.string().describe('The name of its template.'),
  level: z.string().optional().describe('The quality level by which it is judged.'),
  done: z.int().min(0).describe('How many of the sections that the level requires are written or waived.'),
  total: z.int().min(0).describe('How many sections the level requires.'),
  left: z.int().min(0).describe('How many steps are left, those that are not listed included.'),
  steps: z.array(stepSchema).describe('What to do, in order.'),
});

export const nextSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('next'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    documents: z.array(nextDocumentSchema).describe('Design documents and candidates, by path.'),
    problems: z.array(problemSchema).describe('What could not be read or used; the exit code is then 2.'),
    exitCode: z.int().min(0).max(2),
  })
  .describe('The result of `design-docs next`');

const countsSchema = z.object({
  done: z.int().min(0).describe('How many required sections are written or waived.'),
  total: z.int().min(0).describe('How many sections are required.'),
});

const leftSchema = z.object({
  title: z.string().describe('The section’s title in the template.'),
  phase: z.int().optional().describe('The phase that waits for it; none in templates without phases.'),
  state: z.enum(['missing', 'empty', 'unwritten', 'draft', 'waived', 'written']),
  topics: z.array(z.string()).describe('Topics that the level asks for there and nothing answers.'),
});

const reportedSchema = z.object({
  path: z.string().describe('Relative to the folder in which the tool ran, with `/`.'),
  title: z.string().optional(),
  template: z.string().describe('The name of its template.'),
  level: z
    .object({
      name: z.string(),
      isSet: z
        .boolean()
        .describe('Whether the document names a level itself; one that does not is judged as this one.'),
      index: z.int().min(0).describe('Its place among the template’s levels, the least strict first.'),
    })
    .optional()
    .describe('The quality level by which it is judged, if its template has levels.'),
  ready: z.boolean().describe('Whether nothing is left for its level.'),
  ...countsSchema.shape,
  currentPhase: z.int().optional().describe('The lowest required phase in which something is left.'),
  phases: z.array(
    countsSchema.extend({
      number: z.int(),
      name: z.string(),
      required: z.boolean().describe('Whether the level asks for this phase.'),
    }),
  ),
  anyPhase: countsSchema.describe('Of the sections that belong to no phase.'),
  left: z.array(leftSchema).describe('Sections in which something is left for the level, by phase.'),
  gates: z.array(z.string()).describe('Gates that the level asks for and the document does not name.'),
  owner: z.string().optional().describe('Who committed to it most often, as git knows.'),
  created: z.iso.datetime().optional().describe('When it was committed for the first time.'),
  changed: z.iso.datetime().optional().describe('When it was committed last.'),
});

export const reportSchema = z
  .object({
    version: z.literal(VERSION),
    kind: z.literal('report'),
    tool: z.object({ name: z.literal('design-docs'), version: z.string() }),
    shard: shardSchema.optional().describe('Which part of all files this is.'),
    documents: z.array(reportedSchema),
    others: z.int().min(0).describe('How many other Markdown files were looked at.'),
    problems: z.array(problemSchema).describe('What could not be read or used; the exit code is then 2.'),
  })
  .describe('The result of `design-docs report`');

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
export type NextResult = z.infer<typeof nextSchema>;
export type NextDocument = z.infer<typeof nextDocumentSchema>;
export type NextStepResult = z.infer<typeof stepSchema>;
export type FailOn = CheckResult['failOn'];
export type Counts = z.infer<typeof countsSchema>;
export type ReportedDocument = z.infer<typeof reportedSchema>;
export type ReportResult = z.infer<typeof reportSchema>;
