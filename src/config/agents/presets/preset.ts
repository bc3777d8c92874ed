import type { AgentFormat } from '../../../core/model/agent-format.ts';

/**
 * How a well-known agent is started without a person in front of it, in a repository of its own. A command line is data:
 * `{prompt_file}` and `{prompt}` are replaced by the path and the text of the prompt, `{program}` by our own program as
 * the prompt spells it, `{model}` by the model that the team has chosen, nothing else.
 */
export interface Preset {
  readonly argv: readonly [string, ...string[]];
  /** What chooses a model, with `{model}` in it; absent: its command line cannot. */
  readonly model?: readonly string[];
  /** What has to stand behind the team's own arguments. */
  readonly last?: readonly string[];
  readonly stdin: 'prompt' | 'empty';
  readonly env: Readonly<Record<string, string>>;
  /** How the prompt spells our own program; what `argv` allows has to be exactly that. */
  readonly calls: 'by-name' | 'by-path';
  /** What `argv` makes it print. */
  readonly prints: AgentFormat;
  /** Words for a file of the team's that it does not read by itself in a folder of ours. */
  readonly ifThere?: readonly { readonly file: string; readonly words: readonly string[] }[];
  /** What it may do without being asked, said to people by `init` and `run --dry-run`. */
  readonly freedom: string;
}
