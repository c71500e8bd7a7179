import { brief, type CompletedCommand, type CompletedOption, type CompletedValue } from './model.ts';

/** The completion script for zsh 5 and later. It can be a file on the fpath, or be sourced after compinit. */
export function zshScript(
  commands: readonly CompletedCommand[],
  topOptions: readonly CompletedOption[],
): string {
  const names = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}\n`).join('');
  return `#compdef design-docs
# Completes design-docs in zsh: save it as _design-docs in a folder of the fpath, or run: source <(design-docs completions zsh)
_design-docs() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  local -a commands=(
${names}  )
  _arguments -C${topOptions.map((option) => ` ${optionSpec(option)}`).join('')} '1: :->command' '*:: :->rest'
  case $state in
    command) _describe -t commands command commands ;;
    rest)
      curcontext="\${curcontext%:*:*}:design-docs-$words[1]:"
      case $words[1] in
${commands.map(commandCase).join('')}      esac ;;
  esac
}
if [[ \${zsh_eval_context[-1]} == loadautofunc ]]; then
  _design-docs "$@"
else
  compdef _design-docs design-docs
fi
`;
}

function commandCase({ name, options, argument, repeats }: CompletedCommand): string {
  const specs = [
    ...options.map(optionSpec),
    ...(argument ? [quoted(`${repeats ? '*' : '1'}:${valueSpec(argument)}`)] : []),
  ];
  return `        ${name})\n          _arguments -s -S${specs.map((spec) => ` \\\n            ${spec}`).join('')} ;;\n`;
}

/** `'(-g --gate)'{-g+,--gate=}'[summary]:gate:(level)'`. The flags in parentheses exclude each other. */
function optionSpec({ short, long, summary, value, isOptional, repeats }: CompletedOption): string {
  const head = repeats ? "'*'" : `'(${[short, long].filter((flag) => flag).join(' ')})'`;
  const flags = [short && `${short}${value ? (isOptional ? '-' : '+') : ''}`, `${long}${value ? '=' : ''}`];
  const written = flags.filter((flag) => flag);
  const names = written.length > 1 ? `{${written.join(',')}}` : written[0];
  const rest = value ? `${isOptional ? '::' : ':'}${valueSpec(value)}` : '';
  return `${head}${names}${quoted(`[${brief(summary).replace(/[[\]:\\]/g, '\\$&')}]${rest}`)}`;
}

function valueSpec({ name, words, paths }: CompletedValue): string {
  const files = paths === 'folder' ? '_files -/' : '_files';
  const list = `(${words.join(' ')})`;
  if (words.length === 0) return `${name}:${paths ? files : ''}`;
  // A colon separates the parts of a specification, so the colons in an action are escaped.
  return paths
    ? `${name}:_alternative "names\\:name\\:${list}" "files\\:file\\:${files}"`
    : `${name}:${list}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
