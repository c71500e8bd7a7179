import { brief, type CompletedCommand, type CompletedOption, type CompletedValue } from './model.ts';

/** The completion script for fish 3 and later. */
export function fishScript(
  commands: readonly CompletedCommand[],
  topOptions: readonly CompletedOption[],
): string {
  const none = '-n __design_docs_command';
  return `# Completes design-docs in fish: design-docs completions fish > ~/.config/fish/completions/design-docs.fish
function __design_docs_command -d 'Whether the command is the given one; without an argument, whether there is none yet'
  set -l words (commandline -opc)
  for word in $words[2..-1]
    string match -q -- '-*' $word; and continue
    test "$word" = "$argv[1]"
    return
  end
  test -z "$argv[1]"
end
complete -c design-docs -e
complete -c design-docs -f
${commands.map(({ name, summary }) => `complete -c design-docs ${none} -a ${name} -d ${quoted(summary)}\n`).join('')}${topOptions
  .map((option) => `complete -c design-docs ${none} ${optionWords(option)}\n`)
  .join('')}${commands.map(commandLines).join('')}`;
}

function commandLines({ name, options, argument }: CompletedCommand): string {
  const start = `complete -c design-docs -n ${quoted(`__design_docs_command ${name}`)}`;
  const lines = [
    ...(argument ? [`${start} ${valueWords(argument)}`] : []),
    ...options.map((option) => `${start} ${optionWords(option)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function optionWords({ short, long, value, isOptional, summary }: CompletedOption): string {
  const words = [
    short && `-s ${short.slice(1)}`,
    `-l ${long.slice(2)}`,
    // fish cannot tell an optional value from an argument, so it is not completed.
    value && !isOptional && `-r ${valueWords(value)}`,
    `-d ${quoted(brief(summary))}`,
  ];
  return words.filter((word) => word).join(' ');
}

function valueWords({ words, paths }: CompletedValue): string {
  const names = words.length > 0 ? ` -a ${quoted(words.join(' '))}` : '';
  if (paths === 'folder') return `-f -a ${quoted(`${words.join(' ')} (__fish_complete_directories)`)}`;
  return `${paths ? '-F' : '-f'}${names}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
