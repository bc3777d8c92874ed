import {
  findDependencyChanges,
  isReadableManifest,
} from '../../core/analyse/dependencies/find-dependency-changes.ts';
import type { Change } from '../../core/model/change.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { DependencyChange } from '../../core/model/project-state.ts';
import { hasClass } from './has-class.ts';
import type { Signal, SignalQuestion } from './signal.ts';

const MAX_BYTES = 8_000_000;

/** Dependencies of what is shipped that are new or have another version. */
export const dependenciesSignal: Signal = {
  gives: ['dependencies'],
  isWanted: ({ changes }) => changes.some(isManifest),
  read: async (ask) => {
    const { repository } = ask;
    const manifests = await withoutPins(ask, ask.changes.filter(isManifest));
    const oids = manifests.flatMap(({ oldBlob, newBlob }) =>
      [oldBlob, newBlob].filter((oid) => oid !== undefined),
    );
    const blobs = await repository.readBlobs(oids, { each: MAX_BYTES, all: 4 * MAX_BYTES });
    const decoder = new TextDecoder();
    const found = manifests.flatMap(({ path, oldBlob, newBlob }) => {
      const before = oldBlob && blobs.get(oldBlob);
      const after = newBlob && blobs.get(newBlob);
      if (before === undefined || after === undefined) return [];
      return findDependencyChanges({
        path,
        before: decoder.decode(before),
        after: decoder.decode(after),
      });
    });
    return { found: { dependencies: await withoutKnown(ask, found) } };
  },
};

const LOCKS =
  /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock)$/;
const MAX_LOCKS = 20;

/** What the project had locked before comes to one more of its manifests: nobody new is trusted. */
async function withoutKnown(
  { repository, range }: SignalQuestion,
  found: readonly DependencyChange[],
): Promise<readonly DependencyChange[]> {
  if (!found.some(({ from }) => from === undefined)) return found;
  const locks = (await repository.listFiles(range.base)).filter((path) => LOCKS.test(path));
  const texts = await repository.readFiles(range.base, locks.slice(0, MAX_LOCKS), MAX_BYTES);
  const decoder = new TextDecoder();
  const locked = [...texts.values()].map((bytes) => decoder.decode(bytes));
  return found.filter(({ from, name }) => from !== undefined || !locked.some((text) => isLocked(text, name)));
}

/** `name = "serde"`, `"node_modules/react": {`, `react@^18:`, `/react@18.2.0`, `github.com/a/b v1.0.0 h1:…`. */
const isLocked = (text: string, name: string): boolean =>
  text.includes(`name = "${name}"`) ||
  text.includes(`"node_modules/${name}"`) ||
  new RegExp(`^[\\s"'/]*${name.replaceAll(/[^\w]/g, '\\$&')}(?:/v\\d+)?(?:@| v\\d)`, 'm').test(text);

/** A manifest that is new asks for what its project is made of: nothing moved. */
const isManifest = (change: Change): boolean =>
  change.kind !== 'deleted' && hasClass(change, 'manifest', 'lock-file') && isReadableManifest(change.path);

const REQUIREMENTS = /(^|\/)requirements[^/]*\.(txt|in)$/i;
const DECLARES = /^\s*dependencies\s*=|install_requires/m;

/** Beside a package that says itself what it depends on, a requirements file pins what its makers work with. */
async function withoutPins(
  { repository, range, files }: SignalQuestion,
  manifests: readonly Change[],
): Promise<readonly Change[]> {
  if (!manifests.some(({ path }) => REQUIREMENTS.test(path))) return manifests;
  const packages = (await files()).filter((path) => /(^|\/)(pyproject\.toml|setup\.(py|cfg))$/.test(path));
  const texts = await repository.readFiles(range.head, packages.slice(0, 50), MAX_BYTES);
  const declaring = [...texts].flatMap(([path, bytes]) =>
    DECLARES.test(new TextDecoder().decode(bytes)) ? [folderOf(path)] : [],
  );
  return manifests.filter(
    ({ path }) => !REQUIREMENTS.test(path) || !declaring.some((folder) => path.startsWith(folder)),
  );
}

const folderOf = (path: RepoPath): string => path.slice(0, path.lastIndexOf('/') + 1);
