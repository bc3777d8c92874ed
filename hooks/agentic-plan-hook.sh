#!/bin/sh
# Calls agentic-plan from a git hook:  sh agentic-plan-hook.sh <hook> [--enforce] [what git gave the hook ...]
# It finds Node and agentic-plan also where PATH does not, leaves git's variables alone, and exits with 0 whatever
# happens; with 1 only where the program refuses. Printed by "agentic-plan hook shim".
hook=$1
[ $# -gt 0 ] && shift
enforce=
if [ "$1" = --enforce ]; then enforce=--enforce; shift; fi
# "agentic-plan doctor" looks whether git comes to this line: it ends with 1, so that nothing behind it is started.
if [ -n "$AGENTIC_PLAN_DOCTOR" ]; then hook=shim; enforce=; fi

# What git says of a push comes once; each program that is tried gets it.
input=
case $hook in pre-push) [ -t 0 ] || input=$(cat) ;; esac

# Where installers and version managers put Node; the last one of nvm and fnm is the newest.
if ! command -v node > /dev/null 2>&1; then
  found=
  for bin in /usr/bin /usr/local/bin /opt/homebrew/bin /home/linuxbrew/.linuxbrew/bin /opt/local/bin /snap/bin \
    "$HOME/.nix-profile/bin" "$HOME/.local/bin" "$HOME/n/bin" "$HOME/.asdf/shims" "$HOME/.nodenv/shims" \
    "$HOME/.local/share/mise/shims" "$HOME/.volta/bin" "$HOME/.local/share/fnm/aliases/default/bin" \
    "$HOME"/.nvm/versions/node/v[2-9][0-9]*/bin "$NVM_BIN" "/c/Program Files/nodejs"; do
    [ -n "$bin" ] && [ -x "$bin/node" ] && found=$bin
  done
  [ -n "$found" ] && PATH=$PATH:$found && export PATH
fi

end() {
  [ -z "$AGENTIC_PLAN_DOCTOR" ] || exit 1
  exit 0
}
ask() { # program, its first words
  printf '%s\n' "$input" 2> /dev/null | "$@"
  case $? in
    0) end ;;
    3) exit 1 ;;
  esac
}

# Among the packages of the repository or of a folder in it, on PATH, and where "agentic-plan doctor --fix" noted it for this clone.
for program in node_modules/.bin/agentic-plan "$(command -v agentic-plan)" \
  "$(git rev-parse --git-common-dir)/agentic.git/bin/agentic-plan" \
  */node_modules/.bin/agentic-plan */*/node_modules/.bin/agentic-plan; do
  [ -x "$program" ] && ask "$program" hook "$hook" $enforce -- "$@"
done
if [ -f .pnp.cjs ] && command -v yarn > /dev/null 2>&1; then
  ask yarn run agentic-plan hook "$hook" $enforce -- "$@"
fi
if [ -f package.json ] && npx --no-install --offline agentic-plan --version > /dev/null 2>&1; then
  ask npx --no-install --offline agentic-plan hook "$hook" $enforce -- "$@"
fi
echo "agentic-plan: not found, or it does not start; git goes on" >&2
end
