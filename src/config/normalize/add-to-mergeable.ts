import { MERGEABLE } from './defaults.ts';

/** Takes out every default. */
const ALL = '!**';

const DEFAULTS: ReadonlySet<string> = new Set(MERGEABLE);

/** `!` before one of the defaults, or before `**`: the only negation that a list of mergeable paths knows. */
export const takesOutDefault = (glob: string): boolean =>
  glob === ALL || (glob.startsWith('!') && DEFAULTS.has(glob.slice(1)));

/** The defaults and the team's own: who adds one path must not lose the lock files of every package manager. */
export function addToMergeable(own: readonly string[]): readonly string[] {
  const kept = own.includes(ALL) ? [] : MERGEABLE.filter((glob) => !own.includes(`!${glob}`));
  return [...new Set([...kept, ...own.filter((glob) => !takesOutDefault(glob))])];
}
