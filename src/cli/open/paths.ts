import { addAbortSignal } from 'node:stream';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { listTrackedFiles } from '../../git/clone/list-tracked-files.ts';
import { type Located, locatePath } from '../../git/clone/locate-path.ts';
import { pathFromBytes } from '../../git/path-bytes.ts';

export type { Located };

/** What has to be asked of the disk and of git to know which paths are meant. */
export interface PathFinder {
  readonly locate: (typed: string) => Promise<Located>;
  /** Asked of git once, and only if somebody wants to know. */
  readonly tracked: () => Promise<readonly RepoPath[]>;
  /** A tracked file, or a folder of some. */
  readonly isTracked: (path: string) => Promise<boolean>;
}

export function openPathFinder(place: {
  readonly clone: { readonly cwd: string };
  readonly root: string;
}): PathFinder {
  const { root } = place;
  const { cwd } = place.clone;
  let listing: Promise<readonly RepoPath[]> | undefined;
  let names: Promise<ReadonlySet<string>> | undefined;
  const tracked = (): Promise<readonly RepoPath[]> => {
    listing ??= listTrackedFiles(root);
    return listing;
  };
  return {
    locate: (typed) => locatePath({ root, cwd }, typed),
    tracked,
    isTracked: async (path) => {
      names ??= tracked().then(withFolders);
      return (await names).has(path);
    },
  };
}

function withFolders(files: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files)
    for (
      let name = file;
      name !== '' && !names.has(name);
      name = name.slice(0, Math.max(0, name.lastIndexOf('/')))
    )
      names.add(name);
  return names;
}

/** More than a hundred thousand names of ordinary length. */
const MAX_BYTES = 16 * 1024 * 1024;

/** `--stdin`: paths as bytes, each ended by a NUL, as `git ls-files -z` prints them. */
export async function readStdinPaths(signal: AbortSignal): Promise<Checked<readonly string[]>> {
  const chunks: Buffer[] = [];
  let length = 0;
  const refuse = (message: string): Checked<never> => ({
    ok: false,
    problems: [{ code: 'usage', data: { message, remedy: REMEDY } }],
  });
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin)) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > MAX_BYTES) return refuse('--stdin: more than 16 MB of paths');
    }
  } catch {
    return refuse('--stdin: standard input could not be read to its end');
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > 0 && !bytes.includes(0) && bytes.includes('\n'))
    return refuse('--stdin: each path ends with a NUL character, not with a line feed');
  return { ok: true, value: splitAtNul(bytes).map(pathFromBytes), warnings: [] };
}

const REMEDY = 'git ls-files -z src | agentic-plan claim --stdin';

/** The last one may come without its NUL. */
function splitAtNul(bytes: Buffer): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(0, from);
    const end = at < 0 ? bytes.length : at;
    parts.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return parts;
}
