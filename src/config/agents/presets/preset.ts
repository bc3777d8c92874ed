/**
 * How a well-known agent is started without a person in front of it, in a worktree of its own. A command line is data:
 * `{prompt_file}` and `{prompt}` are replaced by the path and the text of the prompt, nothing else.
 */
export interface Preset {
  readonly argv: readonly [string, ...string[]];
  readonly stdin: 'prompt' | 'empty';
  readonly env: Readonly<Record<string, string>>;
  /** What it may do without being asked, said to people by `init` and `run --dry-run`. */
  readonly freedom: string;
}
