import type { Range } from '../../app/ports/repository.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { CloneReader, ReadCall } from '../clone/clone-reader.ts';
import { type FilePatch, parsePatch } from './parse-patch.ts';
import { EXACT_DIFF } from './read-changes.ts';

// Longer lists do not go on a command line (Windows takes 32 KB); then the whole diff is read and cut to the paths.
const MAX_ARGUMENTS = 20_000;
const MAX_PATCH_BYTES = 256 << 20;

/** Old names by new ones: a diff that is narrowed to a renamed file must see both. */
export type OldNames = ReadonlyMap<RepoPath, RepoPath>;

export interface PatchQuestion {
  readonly range: Range;
  readonly paths: readonly RepoPath[];
  readonly oldNames: OldNames;
}

/** The hunks (no context lines) of the paths; binary files and those without content changes have none. */
export async function readPatch(reader: CloneReader, ask: PatchQuestion): Promise<readonly FilePatch[]> {
  if (ask.paths.length === 0) return [];
  const { base, head } = ask.range;
  const call: ReadCall = {
    args: [
      'diff-tree',
      '-r',
      '-p',
      '-U0', // changed lines only
      '--inter-hunk-context=0',
      '--diff-algorithm=myers',
      '--submodule=short',
      '--src-prefix=a/',
      '--dst-prefix=b/',
      '-M',
      '-l400',
      ...EXACT_DIFF,
      '--end-of-options',
      base,
      head,
      '--',
      ...pathArguments(ask),
    ],
    maxBytes: MAX_PATCH_BYTES,
  };
  // In a partial clone git ends at the first blob that nobody has; what comes before it is good.
  const patch = reader.partial ? (await reader.run(call)).stdout : await reader.ask(call);
  const wanted = new Set(ask.paths);
  return parsePatch(patch).filter(({ path }) => wanted.has(path));
}

/** None: all paths. A name that is not valid UTF-8 cannot be an argument: node would replace its bytes. */
function pathArguments({ paths, oldNames }: PatchQuestion): readonly string[] {
  const all = paths.flatMap((path) => [path, oldNames.get(path) ?? path]);
  const size = all.reduce((sum, path) => sum + path.length + 1, 0);
  return size > MAX_ARGUMENTS || all.some((path) => !path.isWellFormed()) ? [] : [...new Set(all)];
}

/** Hunks as text, whole files only, until `maxBytes` are used. */
export function patchTexts(files: readonly FilePatch[], maxBytes: number): ReadonlyMap<RepoPath, string> {
  const texts = new Map<RepoPath, string>();
  let left = maxBytes;
  for (const { path, hunks } of files) {
    if (hunks.length > left) continue;
    left -= hunks.length;
    // A type change comes as two patches of one path.
    texts.set(path, (texts.get(path) ?? '') + hunks.toString('utf8'));
  }
  return texts;
}
