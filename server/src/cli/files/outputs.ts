import { resolve } from 'node:path';
import type { FormatOptions } from '../formats/format.ts';
import { type Io, UsageError } from '../io.ts';
import { wantsColor } from '../process-io.ts';
import { writeAtomically, writeFailure } from './write.ts';

/** A value of `--format`: a format, and a file; standard output if there is no file. */
export interface OutputIn<N extends string> {
  readonly name: N;
  readonly file: string | undefined;
}

/** The formats of a kind of result. Each is loaded when it is needed. */
export type Formats<R, N extends string> = Readonly<Record<N, () => Promise<{ format: FormatOf<R> }>>>;

/** Formats a result. The text ends with a line break; it is empty if there is nothing to print. */
export type FormatOf<R> = (result: R, options: FormatOptions) => string;

/**
 * Parses the values of `--format`. Throws a UsageError for an unknown name, an empty or repeated file, or more than one
 * format on standard output.
 */
export function readOutputsIn<N extends string>(
  names: readonly N[],
  values: readonly string[] = ['text'],
): OutputIn<N>[] {
  const outputs = values.map((value): OutputIn<N> => {
    const [, name = '', file] = /^([^=]*)(?:=(.*))?$/s.exec(value) ?? [];
    const known = names.find((each) => each === name);
    if (!known)
      throw new UsageError(`There is no format “${name}”. Give --format one of ${names.join(', ')}.`);
    if (file === '') throw new UsageError(`“--format ${value}” has no file name. Add it after the “=”.`);
    return { name: known, file };
  });
  const shown = outputs.filter(({ file }) => file === undefined);
  if (shown.length > 1)
    throw new UsageError(
      `Only one format can be printed, but --format names ${shown.map(({ name }) => name).join(' and ')}. Write the others to files, such as --format ${shown[1]?.name}=FILE.`,
    );
  const files = outputs.flatMap(({ file }) => file ?? []);
  const repeated = files.find((file, index) => files.indexOf(file) !== index);
  if (repeated !== undefined)
    throw new UsageError(`Two formats cannot be written to the same file, “${repeated}”. Use two files.`);
  return outputs;
}

/** Where to write the results of a call. */
export interface OutputRequestIn<N extends string> {
  readonly cwd: string;
  readonly outputs: readonly OutputIn<N>[];
  readonly quiet: boolean;
}

/** Writes a result in each requested format. Rejects with a UsageError if a file cannot be written. */
export async function writeOutputsIn<R, N extends string>(
  formats: Formats<R, N>,
  result: R,
  { cwd, outputs, quiet }: OutputRequestIn<N>,
  io: Pick<Io, 'stdout' | 'env'>,
): Promise<void> {
  for (const { name, file } of outputs) {
    const { format } = await formats[name]();
    if (file === undefined) {
      const { columns } = io.stdout;
      io.stdout.write(format(result, { color: wantsColor(io, io.stdout), columns, quiet }));
    } else {
      const text = format(result, { color: false, columns: FILE_COLUMNS, quiet });
      await writeAtomically(resolve(cwd, file), text).catch((error: Error) => {
        throw new UsageError(writeFailure(`“${file}”`, error));
      });
    }
  }
}

/** The width of text that is written to a file. */
const FILE_COLUMNS = 110;
