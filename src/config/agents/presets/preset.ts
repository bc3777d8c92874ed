/**
 * How a well-known agent is started without a person in front of it, in a worktree of its own. A command line is data:
 * `{prompt_file}` and `{prompt}` are replaced by the path and the text of the prompt, `{program}` by our own program as
 * the prompt spells it, nothing else.
 */
export interface Preset {
  readonly argv: readonly [string, ...string[]];
  readonly stdin: 'prompt' | 'empty';
  readonly env: Readonly<Record<string, string>>;
  /** How the prompt spells our own program; what `argv` allows has to be exactly that. */
  readonly calls: 'by-name' | 'by-path';
  /** What it may do without being asked, said to people by `init` and `run --dry-run`. */
  readonly freedom: string;
}
