// How agents call the tools that change files and those that run commands; a tool of a server ends in its own name.
const EDITS = new Set(
  'edit write multiedit notebookedit create str_replace str_replace_editor str_replace_based_edit_tool insert write_file replace apply_patch patch edit_file create_file delete_file move_file'.split(
    ' ',
  ),
);
const COMMANDS = new Set('bash shell run_shell_command local_shell exec exec_command powershell'.split(' '));

const PATH_KEYS = ['file_path', 'path', 'filePath', 'notebook_path', 'destination', 'source'] as const;
const PATCH_LINE = /^\*\*\* (?:(?:Add|Update|Delete) File|Move to): (.+?)\r?$/gm;
const MOST_PATHS = 200;

/** What a tool does, as far as its name says. */
export function natureOf(tool: string): 'edit' | 'command' | 'other' {
  const name = tool.slice(tool.lastIndexOf('__') < 0 ? 0 : tool.lastIndexOf('__') + 2).toLowerCase();
  if (EDITS.has(name)) return 'edit';
  return COMMANDS.has(name) ? 'command' : 'other';
}

/** The files that a call of a tool would change: named by an argument, or by the lines of a patch. */
export function editedPaths(input: unknown): readonly string[] {
  if (typeof input === 'string') return patchedPaths(input);
  if (typeof input !== 'object' || input === null) return [];
  const values: Readonly<Record<string, unknown>> = { ...input };
  const named = PATH_KEYS.map((key) => values[key]);
  const patched = Object.entries(values)
    .filter(([key]) => ['patch', 'input', 'command', 'patchText', 'diff'].includes(key))
    .flatMap(([, value]) => (typeof value === 'string' ? patchedPaths(value) : []));
  const paths = [...named, ...patched].filter((path) => typeof path === 'string' && path !== '');
  return [...new Set(paths as readonly string[])].slice(0, MOST_PATHS);
}

const patchedPaths = (text: string): readonly string[] =>
  text.includes('*** Begin Patch') ? [...text.matchAll(PATCH_LINE)].map(([, path = '']) => path.trim()) : [];
