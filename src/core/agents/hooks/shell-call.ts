/** What a shell is to run. */
export interface ShellCall {
  readonly text: string;
  /** Where, as the agent names it; '': where the agent works. */
  readonly folder: string;
}

const TEXT_KEYS = ['command', 'cmd', 'script'];
const FOLDER_KEYS = ['workdir', 'cwd', 'dir_path', 'directory'];

/** The command in the arguments of a tool; `undefined`: it has none that can be read. */
export function shellCallOf(input: unknown): ShellCall | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const values: Readonly<Record<string, unknown>> = { ...input };
  const text = TEXT_KEYS.map((key) => commandText(values[key])).find((one) => one !== undefined);
  const folder = FOLDER_KEYS.map((key) => values[key]).find((one) => typeof one === 'string');
  return text === undefined ? undefined : { text, folder: typeof folder === 'string' ? folder : '' };
}

/** One text, or the words of a command: `["bash", "-lc", "git commit"]`. */
function commandText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value) || !value.every((word) => typeof word === 'string')) return undefined;
  return value.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
}
