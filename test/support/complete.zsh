# Prints the completions of a real, interactive zsh: zsh -f complete.zsh SCRIPT LINE...
# Each match has the prefix "match:". A line "end" follows the matches of each LINE.
zmodload zsh/zpty
if [[ $1 == --inside ]]; then
  PROMPT= RPROMPT= PROMPT_EOL_MARK=
  autoload -Uz compinit
  compinit -u -D
  source $2
  compadd() {
    # A call that only fills arrays adds no matches.
    if [[ -n ${(M)@[1,(i)(-|--)]:#-[OAD]*} ]]; then
      builtin compadd "$@"
      return
    fi
    local -a matches
    builtin compadd -A matches "$@"
    local match
    for match in $matches; do print -r -- "match:$match"; done
    builtin compadd "$@"
  }
  ask() {
    print
    _main_complete
    print end
    compstate[insert]= compstate[list]=
  }
  zle -C ask complete-word ask
  bindkey '^I' ask
  bindkey '^U' kill-whole-line
  return
fi
zpty shell zsh -f -i
zpty -w shell "source ${(q)0:A} --inside ${(q)1}"
for text in "${@[2,-1]}"; do
  zpty -w -n shell "$text"$'\t'
  while zpty -r shell line; do
    line=${${line%$'\n'}//$'\r'/}
    case $line in
      match:*) print -r -- $line ;;
      end) break ;;
    esac
  done
  print end
  zpty -w -n shell $'\x15'
done
zpty -d shell
