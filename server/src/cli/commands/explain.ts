import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { optionsTable, severityInWords } from '../../rules/in-words.ts';
import { ALL_RULES } from '../../rules/index.ts';
import { rulePage } from '../../rules/pages.ts';
import type { RuleInfo } from '../../rules/rule.ts';
import { explainFile } from '../../service/answers.ts';
import type { Call } from '../command.ts';
import { type Choice, createEngine, requireLevel, requireUsable } from '../engine.ts';
import { writeMarkdown } from '../files/markdown-output.ts';
import { uriOf } from '../files/paths.ts';
import { readMarkdown } from '../files/read.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';

export async function run({ args, options }: Call, io: Io): Promise<ExitCode> {
  const [name] = args as [string];
  const markdown = (await explainPath(name, { cwd: io.cwd, ...options })) ?? explainRule(name);
  if (markdown === undefined)
    throw new UsageError(`“${name}” is neither a file nor a rule.${suggestion(name)}`);
  writeMarkdown(markdown, io);
  return EXIT.clean;
}

/** Explains a file; `undefined` if it does not exist. Throws a UsageError if it cannot be read. */
async function explainPath(name: string, choice: Choice): Promise<string | undefined> {
  const path = resolve(choice.cwd, name);
  const isNowhere = await stat(path).then(
    () => false,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT' || code === 'ENOTDIR',
  );
  if (isNowhere) return undefined;
  const { text, failure } = await readMarkdown(path);
  if (failure !== undefined) throw new UsageError(`${name} ${failure}`);
  const engine = createEngine(choice);
  await requireUsable(engine, choice);
  const { environment, ...source } = await engine.sourceOf(path, text);
  if (engine.level !== undefined) requireLevel(engine.level, [environment]);
  // Makes the explanation show paths relative to the working directory.
  const shown = { ...source, environment: { ...environment, folder: uriOf(choice.cwd, '.') } };
  return explainFile(engine.service.analyze(shown));
}

function explainRule(id: string): string | undefined {
  const rule = ALL_RULES.find((each) => each.id === id);
  if (rule) return ruleInMarkdown(rule);
  return Object.hasOwn(PROBLEMS, id) ? `# ${id}\n\n${PROBLEMS[id]}\n` : undefined;
}

function ruleInMarkdown(rule: RuleInfo): string {
  const parts = [
    `# ${rule.id}`,
    rule.summary,
    rule.why,
    `**Severity:** ${severityInWords(rule)}`,
    ...(rule.options ? ['**Options:**', optionsTable(rule.options)] : []),
    `Examples and settings: <${rulePage(rule.id)}>`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Rule IDs of findings that are not rules, so they have no settings. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'config-file':
    'A key or value in `.design-docs.yaml` is invalid. It is ignored, and the rest of the file applies. If the file is not valid YAML, all of it is ignored. Fix the line that the finding is on.',
  'too-large':
    'The document or its front matter is too long to check while you type. The finding states the limit. Editors show only the document’s outline. On the command line, it counts as a file that cannot be read. Split the document, or shorten its front matter.',
  'unknown-template':
    'The file names a template that does not exist, in a `<!-- design-docs: template=… -->` comment or in its front matter, so the file is not checked. Correct the name, or add the template: map files to it under `templates` in `.design-docs.yaml`.',
};

function suggestion(name: string): string {
  const ids = [...ALL_RULES.map(({ id }) => id), ...Object.keys(PROBLEMS)];
  const near = closest(name, ids);
  return distance(name, near) <= 3
    ? ` Did you mean ${near}?`
    : ' Correct the path, or give a rule ID as printed by “check”.';
}
