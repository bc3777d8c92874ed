import { spawn, spawnSync } from 'node:child_process';
import type { CliResult } from './cli.ts';

// Root may write whatever the modes say, so that only a mount is read-only for everybody. Mounts are made in a namespace
// of the command's own and end with it.

const NAMESPACE = ['--user', '--map-root-user', '--mount'] as const;

/** Whether this system lets a process of ours mount something for itself. */
export const canMount: boolean =
  spawnSync('unshare', [...NAMESPACE, 'sh', '-c', 'mount -t tmpfs tmpfs /tmp']).status === 0;
if (!canMount)
  process.stderr.write(
    'SKIPPED: without `unshare --user --mount` nothing is tried on read-only mounts and full disks\n',
  );

export interface Mounts {
  /** Folders that may be read only, in this order. */
  readonly readOnly?: readonly string[];
  /** A folder whose files move to a disk that then has so many blocks of 4 KiB left. */
  readonly full?: { readonly folder: string; readonly blocks: number };
}

const SCRIPT = `
set -e
if [ -n "$FULL" ]; then
  cp -a "$FULL" "$SPARE/copy"
  mount -t tmpfs -o size=4m tmpfs "$FULL"
  cp -a "$SPARE/copy/." "$FULL"
  dd if=/dev/zero of="$FULL/keep" bs=4k count="$BLOCKS" 2>/dev/null
  dd if=/dev/zero of="$FULL/fill" bs=4k 2>/dev/null || true
  rm -f "$FULL/keep"
fi
printf '%s\\n' "$READ_ONLY" | while read -r folder; do
  [ -z "$folder" ] || { mount --bind "$folder" "$folder"; mount -o remount,ro,bind "$folder"; }
done
exec "$@"
`;

/** Runs a program among such mounts. `spare` is a folder with room, for copies. */
export function runMounted(
  { readOnly = [], full }: Mounts,
  argv: readonly string[],
  how: {
    readonly cwd: string;
    readonly spare: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
  },
): Promise<CliResult> {
  const child = spawn('unshare', [...NAMESPACE, 'sh', '-c', SCRIPT, 'sh', ...argv], {
    cwd: how.cwd,
    env: {
      ...process.env,
      READ_ONLY: readOnly.join('\n'),
      FULL: full?.folder ?? '',
      BLOCKS: String(full?.blocks ?? 0),
      SPARE: how.spare,
      ...how.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString('utf8');
    });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
