import type { Log, Result, Run } from 'sarif';
import * as z from 'zod';
import { groupBy } from '../../text/group-by.ts';
import { invocationOf } from '../formats/sarif.ts';
import { UsageError } from '../io.ts';
import { checkSchema, fileSchema, severitySchema } from '../schema.ts';
import { type InputFile, type Joined, joinParts, type NonEmpty, type Part } from './merge.ts';

const locationSchema = z.looseObject({ uri: z.string() });

const resultSchema = z.looseObject({
  ruleId: z.string(),
  locations: z.tuple([
    z.looseObject({ physicalLocation: z.looseObject({ artifactLocation: locationSchema }) }),
  ]),
  properties: z.looseObject({ severity: severitySchema }),
});

const artifactSchema = z.looseObject({
  location: locationSchema,
  properties: z.looseObject(fileSchema.pick({ path: true, known: true }).shape),
});

const runSchema = z.looseObject({
  tool: z.looseObject({
    driver: z.looseObject({
      name: z.literal('design-docs'),
      version: z.string(),
      rules: z.array(z.looseObject({ id: z.string() })),
    }),
  }),
  artifacts: z.array(artifactSchema),
  results: z.array(resultSchema),
  properties: checkSchema.omit({ kind: true, tool: true, files: true, exitCode: true }),
});

/** What a SARIF log must have to be joined. Other properties are kept. */
export const sarifSchema = z.looseObject({ version: z.literal('2.1.0'), runs: z.tuple([runSchema]) });

type ParsedRun = z.infer<typeof runSchema>;

type SarifInput = InputFile<z.infer<typeof sarifSchema>>;

/** Joins the SARIF logs of all shards of a check. Throws a UsageError if they do not belong together. */
export function joinLogs(
  parts: NonEmpty<SarifInput>,
): { log: Log } & Pick<Joined<SarifFile>, 'exitCode' | 'problems'> {
  const [first, ...others] = parts;
  const { files, exitCode, ...facts } = joinParts([partOf(first), ...others.map(partOf)]);
  const { shard: _, ...shared } = runOf(first).properties;
  const results = files.flatMap(({ findings }) => findings.map(({ result }) => result));
  const rules = rulesOf(parts.map(runOf), results);
  const run: ParsedRun = {
    ...runOf(first),
    tool: { driver: { ...runOf(first).tool.driver, rules } },
    invocations: [invocationOf({ exitCode, ...facts })],
    artifacts: files.map(({ artifact }) => artifact),
    results: results.map((result) => withIndex(result, rules)),
    properties: { ...shared, ...facts },
  };
  const log = { ...first.data, runs: [run as unknown as Run] } as Log;
  return { log, exitCode, problems: facts.problems };
}

function runOf({ data }: SarifInput): ParsedRun {
  return data.runs[0];
}

interface SarifFile {
  readonly path: string;
  readonly known: number | undefined;
  readonly artifact: ParsedRun['artifacts'][number];
  readonly findings: readonly {
    severity: z.infer<typeof severitySchema>;
    result: ParsedRun['results'][number];
  }[];
}

function partOf({ name, data }: SarifInput): Part<SarifFile> {
  const { tool, artifacts, results, properties } = data.runs[0];
  const byUri = groupBy(
    results,
    ({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.uri,
  );
  const files = artifacts.map((artifact): SarifFile => {
    const own = byUri.get(artifact.location.uri) ?? [];
    byUri.delete(artifact.location.uri);
    const findings = own.map((result) => ({ severity: result.properties.severity, result }));
    const { path, known } = artifact.properties;
    return { path, known, artifact, findings };
  });
  const [unknown] = byUri.keys();
  if (unknown !== undefined)
    throw new UsageError(
      `“${name}” has results for “${unknown}”, which is not one of its artifacts. Create the file again.`,
    );
  return { name, toolVersion: tool.driver.version, facts: properties, files };
}

/**
 * The rules that occur in the joined results. If several shards have results for a file, only those of one shard are
 * kept, so some rules may no longer occur.
 */
function rulesOf(
  runs: readonly ParsedRun[],
  results: ParsedRun['results'],
): ParsedRun['tool']['driver']['rules'] {
  const occurring = new Set(results.map(({ ruleId }) => ruleId));
  const all = runs.flatMap(({ tool }) => tool.driver.rules).filter(({ id }) => occurring.has(id));
  return [...new Map(all.map((rule) => [rule.id, rule])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function withIndex<T extends Pick<Result, 'ruleId'>>(result: T, rules: readonly { id: string }[]): T {
  return { ...result, ruleIndex: rules.findIndex(({ id }) => id === result.ruleId) };
}
