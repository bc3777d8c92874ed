export type PackageManager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** What tells package managers apart. */
export const MANAGER_FILES = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
] as const;

/** Who installs the packages of a repository: as its manifest says, else by the lock file that is there. */
export function packageManager(texts: ReadonlyMap<string, string>): PackageManager {
  const named = parseManifest(texts.get('package.json')).packageManager;
  const [, said] = /^(npm|pnpm|yarn|bun)@/.exec(typeof named === 'string' ? named : '') ?? [];
  const found = MANAGERS.find(
    ({ name, files }) => name === said || (said === undefined && files.some((file) => texts.has(file))),
  );
  return found?.name ?? 'npm';
}

const MANAGERS = [
  { name: 'npm', files: [] },
  { name: 'pnpm', files: ['pnpm-lock.yaml', 'pnpm-workspace.yaml'] },
  { name: 'yarn', files: ['yarn.lock'] },
  { name: 'bun', files: ['bun.lock', 'bun.lockb'] },
] as const;

/** What we ask of a package.json; of one that is torn, nothing. */
export interface Manifest {
  readonly packageManager?: unknown;
  readonly workspaces?: unknown;
  readonly scripts?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
  readonly optionalDependencies?: unknown;
}

export function parseManifest(text: string | undefined): Manifest {
  try {
    const value: unknown = JSON.parse((text ?? '').replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Whether a package has another one among those that are installed for it. */
export const dependsOn = (manifest: Manifest, name: string): boolean =>
  [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].some(
    (list) => typeof list === 'object' && list !== null && Object.hasOwn(list, name),
  );
