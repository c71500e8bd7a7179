import { resolve } from 'node:path';
import { skeleton } from '../../features/skeleton.ts';
import type { Level, Template } from '../../template/template.ts';
import { type Environment, mappedTemplate, recognizedTemplate } from '../../workspace/environment.ts';
import type { Call } from '../command.ts';
import { createEngine, requireUsable } from '../engine.ts';
import { createFile } from '../files/create.ts';
import { shownPath, uriOf } from '../files/paths.ts';
import { EXIT, type ExitCode, type Io, UsageError } from '../io.ts';
import { asShellWord } from '../shell-word.ts';

interface Options {
  readonly template?: string;
  readonly level?: string;
  readonly title?: string;
  readonly config?: string;
}

export async function run({ args, options }: Call, io: Io): Promise<ExitCode> {
  const [name = '-'] = args as [string | undefined];
  const file = name === '-' ? undefined : name;
  if (file !== undefined && !/[^/\\]\.(?:md|markdown)$/i.test(file))
    throw new UsageError(`“${file}” is not the name of a Markdown file. Use a name that ends in .md.`);
  const given = options as Options;
  const environment = await environmentOf(given, file, io.cwd);
  const template = await templateFor(given, environment, file, io.cwd);
  const ofPlace = placeTemplate(environment, file, io.cwd);
  const text = skeleton(template, {
    level: levelOf(template, given.level),
    title: titleFor(template, given.title, file),
    isNamed: template !== ofPlace,
  });
  const isUnknown = template !== ofPlace && knownAs(environment, template.id) !== template;
  if (file === undefined) io.stdout.write(text);
  else await write(file, text, [template.id, given.level], io);
  if (isUnknown)
    io.stderr.write(
      `Note: the document names the template “${template.id}”, but no config file here defines it. Map files to ${given.template} under “templates” in .design-docs.yaml.\n`,
    );
  return EXIT.clean;
}

async function environmentOf(
  { config }: Options,
  file: string | undefined,
  cwd: string,
): Promise<Environment> {
  const engine = createEngine({ cwd, config });
  await requireUsable(engine, { cwd, config });
  return engine.environmentOf(resolve(cwd, file ?? 'new.md'));
}

/** The template given by `--template`, as a name or a path; otherwise, the template that the file's path maps to. */
async function templateFor(
  { template: name, config }: Options,
  environment: Environment,
  file: string | undefined,
  cwd: string,
): Promise<Template> {
  if (name !== undefined)
    return knownAs(environment, name) ?? (await templateAtPath(name, config, environment, cwd));
  const template = placeTemplate(environment, file, cwd);
  if (template) return template;
  const map = mappedTemplate(environment, uriOf(cwd, file ?? ''));
  throw new UsageError(
    `The config file maps ${file} to “${map?.target}”, but there is no such template. Correct the config file, or give --template.`,
  );
}

async function templateAtPath(
  name: string,
  config: string | undefined,
  environment: Environment,
  cwd: string,
): Promise<Template> {
  const { maps, templates } = await createEngine({ cwd, config, template: name }).environmentOf(
    resolve(cwd, 'new.md'),
  );
  const template = maps.find(({ by }) => by === 'option')?.template;
  if (!template) {
    const names = [...new Set(environment.templates.map(({ id }) => id))].join(', ');
    throw new UsageError(
      `There is no template “${name}” with sections. Give --template a Markdown file, or one of ${names}.`,
    );
  }
  // If the config file maps files to the same template file, use that template and its name.
  const uri = templates.find((known) => known.template === template)?.uri;
  return (
    environment.templates.find((known) => known.uri !== undefined && known.uri === uri)?.template ?? template
  );
}

/** The template of a file that names none itself. Printed text has no path, so no glob maps it to a template. */
function placeTemplate(
  environment: Environment,
  file: string | undefined,
  cwd: string,
): Template | undefined {
  const map = file === undefined ? undefined : mappedTemplate(environment, uriOf(cwd, file));
  return map ? map.template : recognizedTemplate(environment);
}

function knownAs({ templates }: Environment, name: string): Template | undefined {
  const template = templates.find(({ id }) => id === name)?.template;
  return template && template.sections.length > 0 ? template : undefined;
}

function levelOf(template: Template, name: string | undefined): Level | undefined {
  const level = template.levels.find((each) => each.name === name);
  if (name === undefined || level) return level;
  const names = template.levels.map((each) => each.name).join(', ');
  throw new UsageError(
    names === ''
      ? `The template “${template.id}” has no levels. Omit --level.`
      : `The template “${template.id}” has no level “${name}”. Give --level one of ${names}.`,
  );
}

/** The title given by `--title`, or the file name in words. Empty to keep the template's title. */
function titleFor({ id, hasTitle }: Template, title: string | undefined, file: string | undefined): string {
  if (title !== undefined && !hasTitle)
    throw new UsageError(`Documents of the template “${id}” have no title. Omit --title.`);
  if (title !== undefined) return title.replace(/\s+/g, ' ').trim();
  return file === undefined || !hasTitle ? '' : titleOfName(file);
}

/** The title for a file name: `docs/0012-payment_service.md` is “Payment service”. Empty for a generic name. */
export function titleOfName(file: string): string {
  const name = file.replace(/^.*[/\\]/s, '').replace(/\.[^.]*$/, '');
  const words = name
    .replace(/^(?:\d{4}-\d{2}-\d{2}|\d+)(?=[-_. ]*\p{L})/u, '')
    .replace(/[-_.\s]+/g, ' ')
    .trim();
  if (/^(?:readme|index|design|design doc|technical design|untitled|new)$/i.test(words)) return '';
  return words.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

async function write(
  file: string,
  text: string,
  facts: readonly (string | undefined)[],
  { cwd, stdout }: Io,
): Promise<void> {
  const path = resolve(cwd, file);
  const shown = shownPath(cwd, path);
  if (!(await createFile(path, text, shown)))
    throw new UsageError(`${shown} already exists and was not changed. Choose another name.`);
  const told = facts.filter((fact) => fact !== undefined).join(', ');
  stdout.write(`Wrote ${shown} (${told}).\nNext: design-docs next ${asShellWord(shown)}\n`);
}
