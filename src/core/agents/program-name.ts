/** `/usr/bin/claude`, `claude.cmd` → `claude`. */
export const programName = (word: string): string =>
  word.replace(/^.*[\\/]/s, '').replace(/\.(exe|cmd|bat|ps1)$/i, '');
