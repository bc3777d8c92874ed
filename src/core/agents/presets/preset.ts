import type { RefusalTexts } from '../refusal-words.ts';
import type { Reader } from '../said.ts';

/**
 * All that is known of a well-known agent: how it is started without a person in front of it, in a repository of its own. A command line is data:
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
  /** How what `argv` makes it print is read; absent: text that is only shown. */
  readonly output?: OutputFormat;
  /** Words for a file of the team's that it does not read by itself in a folder of ours. */
  readonly ifThere?: readonly { readonly file: string; readonly words: readonly string[] }[];
  /** What it may do without being asked, for people. */
  readonly may: string;
  /** How a person logs it in. */
  readonly login: string;
  /**
   * What it reads of the environment besides what all agents see: its own settings, and the keys, addresses and clouds
   * of the models that it can use. A `*` stands for all that begin so.
   */
  readonly variables: readonly string[];
  /**
   * What it takes of a repository as its settings, its tools or its instructions: names of files, and of folders (with `/`), in
   * whatever folder they are. A change of one is looked at by a person before CI lets an agent work on it.
   */
  readonly reads: readonly string[];
  /** The variable with its login, which a job of CI gets from the secret of that name. */
  readonly secret: string;
  /** How a job of CI installs it; absent: no registry has it, and the team's own set-up brings it. */
  readonly install?: Installed;
  /** How it says that its vendor does not let it work; asked for when one has ended. */
  readonly refusals: () => RefusalTexts;
}

/** A package of a registry, in the version that our tests have seen at work. */
export interface Installed {
  readonly from: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  /** Script of the package that fetches or links its binary: npm does not run it unasked. */
  readonly afterInstall?: string;
}

export interface OutputFormat {
  /** `events`: one JSON object a line, of which people see what the reader says; `lines`: text, shown as it is. */
  readonly of: 'events' | 'lines';
  readonly read: Reader;
}
