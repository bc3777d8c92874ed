import { copyFile, lstat, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// Filters keep keys in the git folder (git-crypt, transcrypt and the like). Without them an agent's checkout, and our own
// collecting, would see other contents than the user does.

/** What git itself, git-lfs, git-annex and we put into a git folder; none of it is copied. */
const KNOWN =
  /^(HEAD|config(\.worktree)?|description|hooks|info|objects|refs|reftable|logs|packed-refs|index|branches|worktrees|modules|shallow|lfs|annex|svn|sequencer|rebase-(merge|apply)|COMMIT_EDITMSG|MERGE_MSG|MERGE_MODE|SQUASH_MSG|AUTO_MERGE|[A-Z_]*HEAD|BISECT_.*|NOTES_.*|gc\.(log|pid)|fsmonitor.*|agentic.*|common(dir)?|gitdir|.*\.(lock|tmp|bak|old|orig)|gitk\.cache|sourcetreeconfig.*|opencode|\..*)$/;
const MOST_FILES = 200;
const MOST_BYTES = 1024 * 1024;

/** Small files that tools have put into the git folder, relative to it, sorted; nothing where they are too many. */
export async function listExtraFiles(gitFolder: string): Promise<readonly string[]> {
  const found: string[] = [];
  let bytes = 0;
  const walk = async (below: string): Promise<void> => {
    for (const entry of await readdir(join(gitFolder, below), { withFileTypes: true }).catch(() => [])) {
      if (below === '' && KNOWN.test(entry.name)) continue;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (found.length > MOST_FILES || bytes > MOST_BYTES) return;
      if (entry.isDirectory()) await walk(name);
      if (!entry.isFile()) continue;
      bytes += (await lstat(join(gitFolder, name))).size;
      found.push(name);
    }
  };
  await walk('');
  return found.length > MOST_FILES || bytes > MOST_BYTES ? [] : found.sort();
}

/** Copies them into another git folder, with the rights that they have. */
export async function copyExtraFiles(ask: {
  readonly from: string;
  readonly to: string;
  readonly names: readonly string[];
}): Promise<void> {
  for (const name of ask.names) {
    await mkdir(dirname(join(ask.to, name)), { recursive: true, mode: 0o700 });
    await copyFile(join(ask.from, name), join(ask.to, name));
  }
}
