import { resolve } from 'node:path';
import { FORMAT_NAMES } from '../commands.ts';
import { type Io, UsageError } from '../io.ts';
import { wantsColor } from '../process-io.ts';
import type { CheckResult } from '../schema.ts';
import { writeAtomically } from '../write.ts';
import type { Format } from './format.ts';

export type FormatName = (typeof FORMAT_NAMES)[number];

/** Where results go: a format, and a file or the standard output. */
export interface Output {
  readonly name: FormatName;
  readonly file: string | undefined;
}

const LOADERS: Readonly<Record<FormatName, () => Promise<{ format: Format }>>> = {
  text: () => import('./text.ts'),
  json: () => import('./json.ts'),
  jsonl: () => import('./jsonl.ts'),
  sarif: () => import('./sarif.ts'),
  junit: () => import('./junit.ts'),
  github: () => import('./github.ts'),
  gitlab: () => import('./gitlab.ts'),
  markdown: () => import('./markdown.ts'),
};

export async function loadFormat(name: FormatName): Promise<Format> {
  return (await LOADERS[name]()).format;
}

/** Reads what `--format` was given. Throws a UsageError for an unknown name, and for two on the standard output. */
export function readOutputs(values: readonly string[] = ['text']): Output[] {
  const outputs = values.map((value): Output => {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
    const known = FORMAT_NAMES.find((each) => each === name);
    if (!known)
      throw new UsageError(`There is no format “${name}”. Give --format one of ${FORMAT_NAMES.join(', ')}.`);
    if (file === '') throw new UsageError(`“--format ${value}” names no file. Write it behind the “=”.`);
    return { name: known, file };
  });
  const shown = outputs.filter(({ file }) => file === undefined);
  if (shown.length > 1)
    throw new UsageError(
      `Only one format can be printed, and there are ${shown.map(({ name }) => name).join(' and ')}. Write the others into files, as in --format ${shown[1]?.name}=FILE.`,
    );
  return outputs;
}

/** Where the results of a call are to go. */
export interface OutputRequest {
  readonly cwd: string;
  readonly outputs: readonly Output[];
  readonly quiet: boolean;
}

/** Writes a result in each format that is asked for. Throws a UsageError for a file that cannot be written. */
export async function writeOutputs(
  result: CheckResult,
  { cwd, outputs, quiet }: OutputRequest,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  for (const { name, file } of outputs) {
    const format = await loadFormat(name);
    if (file === undefined) {
      const { columns } = io.stdout;
      io.stdout.write(format(result, { color: wantsColor(io, io.stdout), columns, quiet }));
    } else {
      const text = format(result, { color: false, columns: PAGE, quiet });
      await writeAtomically(resolve(cwd, file), text).catch((error: Error) => {
        throw new UsageError(`“${file}” cannot be written: ${error.message}.`);
      });
    }
  }
}

/** The columns of a page that is no terminal. */
const PAGE = 110;
