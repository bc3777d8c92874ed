import type { PathFinder } from '../../app/ports/path-finder.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { listTrackedFiles } from './list-tracked-files.ts';
import { locatePath } from './locate-path.ts';

/** For somebody who stands in `cwd` of the working tree `root`. */
export function openPathFinder({ root, cwd }: { readonly root: string; readonly cwd: string }): PathFinder {
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
