import type { CompletedCommand, CompletedOption, CompletedValue } from './model.ts';

/** The completion script for bash 3.2 and later. It does not need the bash-completion package. */
export function bashScript(
  commands: readonly CompletedCommand[],
  topOptions: readonly CompletedOption[],
): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `# Completes design-docs in bash: eval "$(design-docs completions bash)"
_design_docs() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= words= paths= i
  COMPREPLY=()
  # bash splits “--option=value” into three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]] && ((COMP_CWORD > 1)); then
    prev=\${COMP_WORDS[COMP_CWORD-2]}
    [[ $prev == -* ]] || prev==
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then
      command=\${COMP_WORDS[i]}
      break
    fi
  done
  case "$command $prev" in
    *' =') paths=file ;;
${commands.flatMap(({ name, options }) => options.flatMap((option) => valueCase(name, option))).join('')}    *)
      case "$command" in
        '') if [[ $cur == -* ]]; then words='${flags(topOptions)}'; else words='${names}'; fi ;;
${commands.map(commandCase).join('')}      esac ;;
  esac
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  if [[ -n $paths ]]; then
    local kind=-f name
    [[ $paths == file ]] || kind=-d
    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$kind" -- "$cur")
    compopt -o filenames 2>/dev/null
  fi
  return 0
}
complete -F _design_docs design-docs
`;
}

/** The shell `case` branch that completes the value of an option; empty if the option does not require a value. */
function valueCase(command: string, { short, long, value, isOptional }: CompletedOption): string[] {
  if (!value || isOptional) return [];
  const patterns = [short, long].flatMap((flag) => (flag ? `'${command} ${flag}'` : []));
  return [`    ${patterns.join('|')}) ${assignments(value)} ;;\n`];
}

function commandCase({ name, options, argument }: CompletedCommand): string {
  const values = argument ? assignments(argument) : ':';
  return `        ${name}) if [[ $cur == -* ]]; then words='${flags(options)}'; else ${values}; fi ;;\n`;
}

function assignments({ words, paths }: CompletedValue): string {
  const parts = [
    ...(words.length > 0 ? [`words='${words.join(' ')}'`] : []),
    ...(paths ? [`paths=${paths}`] : []),
  ];
  return parts.join('; ') || ':';
}

function flags(options: readonly CompletedOption[]): string {
  return options.flatMap(({ short, long }) => (short ? [short, long] : [long])).join(' ');
}
