// How agents call the tools that change files and those that run commands; a tool of a server ends in its own name.
const EDITS = new Set([
  // Claude Code
  ...['edit', 'write', 'multiedit', 'notebookedit'],
  // Codex, opencode
  ...['apply_patch', 'patch'],
  // Gemini, Qwen
  ...['write_file', 'replace'],
  // Copilot, and what edits by Anthropic's tool
  ...['create', 'insert', 'str_replace', 'str_replace_editor', 'str_replace_based_edit_tool'],
  // servers of files
  ...['edit_file', 'create_file', 'delete_file', 'move_file', 'rename_file', 'multi_edit'],
]);
const COMMANDS = new Set([
  ...['bash', 'shell', 'powershell', 'exec', 'exec_command', 'shell_command', 'local_shell'],
  'run_shell_command',
]);

const PATH_KEYS = ['file_path', 'path', 'filePath', 'notebook_path', 'destination', 'source'];
// Several edits in one call; each may name a file of its own.
const LIST_KEYS = ['edits', 'files', 'paths', 'changes'];
const PATCH_KEYS = ['patch', 'input', 'command', 'patchText', 'diff'];
const PATCH_LINE = /^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+?)\r?$/gm;
const MOST_PATHS = 2_000;

/** What a tool does, as far as its name says. */
export function natureOf(tool: string): 'edit' | 'command' | 'other' {
  const name = tool.slice(tool.lastIndexOf('__') < 0 ? 0 : tool.lastIndexOf('__') + 2).toLowerCase();
  if (EDITS.has(name)) return 'edit';
  return COMMANDS.has(name) ? 'command' : 'other';
}

/** The files that a call of a tool would change: named by its arguments, or by the lines of a patch; of a command by the latter alone. */
export function editedPaths(input: unknown, nature: 'edit' | 'command' = 'edit'): readonly string[] {
  if (typeof input === 'string') return patchedPaths(input);
  if (typeof input !== 'object' || input === null) return [];
  const values: Readonly<Record<string, unknown>> = { ...input };
  const patched = PATCH_KEYS.map((key) => values[key]).flatMap(patchedPaths);
  const named =
    nature === 'edit' ? [...namedPaths(values), ...LIST_KEYS.flatMap((key) => listed(values[key]))] : [];
  return [...new Set([...named, ...patched])].slice(0, MOST_PATHS);
}

const namedPaths = (values: Readonly<Record<string, unknown>>): readonly string[] =>
  PATH_KEYS.map((key) => values[key]).filter((path) => typeof path === 'string' && path !== '') as string[];

/** Texts, or arguments as those of a call by itself. */
function listed(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_PATHS).flatMap((one: unknown) => {
    if (typeof one === 'string') return one === '' ? [] : [one];
    return typeof one === 'object' && one !== null ? namedPaths({ ...one }) : [];
  });
}

/** Also of a patch within a command, and of words that end in one. */
function patchedPaths(value: unknown): readonly string[] {
  const text = Array.isArray(value) ? value.filter((word) => typeof word === 'string').join('\n') : value;
  if (typeof text !== 'string' || !text.includes('*** Begin Patch')) return [];
  return [...text.matchAll(PATCH_LINE)].map(([, path = '']) => path.trim()).filter((path) => path !== '');
}
