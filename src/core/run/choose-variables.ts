import { isSecretName } from '../agents/secret-values.ts';
import { compareText } from '../model/compare-text.ts';
import { COMMON_VARIABLES } from './common-variables.ts';
import { isCredential, isOurs, needsItsName } from './private-variables.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

/** What somebody else's command sees of the user's environment. */
export interface ChosenVariables {
  readonly seen: Readonly<Record<string, string>>;
  /** Names of what it does not see, sorted; without what nobody set on purpose. */
  readonly leftOut: readonly string[];
}

/** What a shell sets for itself and npm for its scripts, our own start among them, and whoever starts a run: of no use to anybody else. */
const STARTERS =
  /^(_|OLDPWD|SHLVL|COLUMNS|LINES|AGENTIC_HOLDER|!.*|=.*|BASH_FUNC_.*|INIT_CWD|npm_(command|execpath|node_execpath|(lifecycle|package)_.*|config_((local|global)_prefix|init_module|node_gyp|npm_version|user_agent)))$/;

/**
 * What an agent sees: the variables that all see, and those that `passes` names, whole or by their beginning and a `*`.
 * A secret is meant by its name or by a `*` of the agent's own, never by one of those that all agents share; what speaks
 * for the user to git and the forge by its whole name only, and so is everything that has the same value.
 * `foldCase`: as on Windows, where PATH is Path.
 */
export function chooseVariables(
  all: Variables,
  how: { readonly passes: readonly string[]; readonly foldCase?: boolean },
): ChosenVariables {
  const fold = how.foldCase === true;
  const shared = matcher(COMMON_VARIABLES, fold);
  const own = matcher(how.passes, fold);
  const credentials = credentialsOf(all);
  return choose(all, (name, value) => {
    if (isOurs(name)) return false;
    if (shared.whole(name) || own.whole(name)) return true;
    if (STARTERS.test(name) || needsItsName(name) || credentials.has(value)) return false;
    return own.begun(name) || (shared.begun(name) && !isSecretName(name));
  });
}

/** What a command of the team's own sees, `setup` or `verify`: all but what speaks for the user to git and the forge. */
export const withoutCredentials = (all: Variables): ChosenVariables =>
  choose(all, (name) => !isOurs(name) && !isCredential(name));

function choose(all: Variables, isSeen: (name: string, value: string) => boolean): ChosenVariables {
  const seen: Record<string, string> = {};
  const leftOut: string[] = [];
  for (const [name, value] of Object.entries(all)) {
    if (value === undefined) continue;
    if (isSeen(name, value)) seen[name] = value;
    else if (!STARTERS.test(name)) leftOut.push(name);
  }
  return { seen, leftOut: leftOut.sort(compareText) };
}

/** A token is often there twice, the second time under the name that some other program wants. */
const credentialsOf = (all: Variables): ReadonlySet<string> =>
  new Set(
    Object.entries(all).flatMap(([name, value = '']) =>
      value.length >= 8 && isSecretName(name) && isCredential(name) ? [value] : [],
    ),
  );

interface Matcher {
  readonly whole: (name: string) => boolean;
  readonly begun: (name: string) => boolean;
}

function matcher(patterns: readonly string[], fold: boolean): Matcher {
  const as = (name: string): string => (fold ? name.toUpperCase() : name);
  const whole = new Set(patterns.filter((each) => !each.endsWith('*')).map(as));
  const begins = patterns.filter((each) => each.endsWith('*')).map((each) => as(each.slice(0, -1)));
  return {
    whole: (name) => whole.has(as(name)),
    begun: (name) => begins.some((begin) => as(name).startsWith(begin)),
  };
}
