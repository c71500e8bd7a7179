import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { performanceParts } from '../bench/page.ts';
import { growthPicture } from '../bench/picture.ts';
import type { Results } from '../bench/results.ts';
import { baselineSchema } from '../server/src/cli/check/baseline.ts';
import { githubWorkflow, gitlabJob, preCommitEntry } from '../server/src/cli/commands/setup-files.ts';
import { COMMANDS } from '../server/src/cli/commands.ts';
import { TOOLS } from '../server/src/cli/mcp/tools.ts';
import { checkLineSchema, checkSchema, nextSchema, reportSchema } from '../server/src/cli/schema.ts';
import { ALL_RULES } from '../server/src/rules/index.ts';
import { POLICY_SCHEMA } from '../server/src/template/policy-schema.ts';
import { loadTemplate } from '../server/src/template/template-file.ts';
import { CONFIG_SCHEMA } from '../server/src/workspace/config-file.ts';
import type { Schema } from '../server/src/yaml/schema.ts';
import { commandDocs, yamlBlock } from './generate/cli-docs.ts';
import { generateManifest } from './generate/manifest.ts';
import { toolTable } from './generate/mcp-docs.ts';
import { fillParts, settingsTable } from './generate/readme.ts';
import { rulePage, ruleTable } from './generate/rule-pages.ts';
import { schemaTable } from './generate/schema-docs.ts';
import { snippets } from './generate/snippets.ts';
import { builtinTemplates, readTemplateFiles } from './generate/templates.ts';

/**
 * Writes all generated files. With `--check`, writes nothing, lists the files that are out of date, and exits with 1 if
 * there are any.
 */
const root = join(import.meta.dirname, '..');

function derive(): Map<string, string> {
  const files = readTemplateFiles(root);
  const manifest = generateManifest(root);
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const measured = JSON.parse(readFileSync(join(root, 'docs/performance.json'), 'utf8')) as Results;
  const parts = new Map([
    ...performanceParts(measured),
    ['rules', ruleTable(ALL_RULES)],
    ['settings', settingsTable(manifest)],
    ['policy', schemaTable(POLICY_SCHEMA)],
    ['config', schemaTable(CONFIG_SCHEMA)],
    ['mcp-tools', toolTable(TOOLS)],
    ['commands', commandDocs(COMMANDS)],
    ['github', yamlBlock(githubWorkflow(version).text)],
    ['gitlab', yamlBlock(gitlabJob(version).text)],
    ['pre-commit', yamlBlock(`repos:\n${preCommitEntry(version).replace(/^/gm, '  ').trimEnd()}`)],
  ]);
  return new Map([
    ['server/src/template/builtin.generated.ts', builtinTemplates(files)],
    ['package.json', manifest],
    ...fillParts(filesWithParts(), parts),
    // Only the first template has snippets. Completion offers the sections of the others.
    ...files
      .slice(0, 1)
      .map((file) => [`snippets/${file.id}.code-snippets`, snippets(loadTemplate(file))] as const),
    ['docs/performance.svg', growthPicture(measured)],
    ['schema/config.schema.json', schemaFile(CONFIG_SCHEMA)],
    ['schema/template-policy.schema.json', schemaFile(POLICY_SCHEMA)],
    ['schema/check.schema.json', outputSchemaFile(checkSchema)],
    ['schema/check-lines.schema.json', outputSchemaFile(checkLineSchema)],
    ['schema/baseline.schema.json', outputSchemaFile(baselineSchema)],
    ['schema/next.schema.json', outputSchemaFile(nextSchema)],
    ['schema/report.schema.json', outputSchemaFile(reportSchema)],
    ...ALL_RULES.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
  ]);
}

function filesWithParts(): Map<string, string> {
  const paths = [
    'README.md',
    'docs/templates.md',
    'docs/configuration.md',
    'docs/mcp.md',
    'docs/cli.md',
    'docs/ci.md',
    'docs/performance.md',
  ];
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** A JSON Schema that editors use to validate YAML. */
function schemaFile(schema: Schema): string {
  const dialect = 'https://json-schema.org/draft/2020-12/schema';
  return `${JSON.stringify({ $schema: dialect, ...schema }, undefined, 2)}\n`;
}

/** A JSON Schema of command-line output. It allows unknown keys, which later versions may add. */
function outputSchemaFile(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2)}\n`;
}

function current(path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const stale = [...derive()].filter(([path, content]) => current(path) !== content);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is out of date: run npm run generate.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`wrote ${path}`);
  }
}
