import { resolve } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';

// `--show-cdup` says nothing in a bare repository where `--show-toplevel` would end the process, and HEAD stands last
// because it ends the process where the branch is unborn.
export const PLACE_ARGS = [
  'rev-parse',
  '--is-bare-repository',
  '--is-shallow-repository',
  '--show-object-format',
  '--path-format=absolute',
  '--git-dir',
  '--git-common-dir',
  '--show-cdup',
  'HEAD',
  '--symbolic-full-name',
  'HEAD',
] as const;

/** Where a repository lies, as `git rev-parse` says it. */
export interface Place {
  readonly bare: boolean;
  readonly shallow: boolean;
  readonly objectFormat: 'sha1' | 'sha256';
  readonly gitDir: string;
  readonly commonDir: string;
  readonly topLevel: string | undefined;
  /** Absent: unborn (or broken). Without a name where a branch called `HEAD` keeps git from saying it. */
  readonly head: { readonly oid: Oid; readonly name?: string } | undefined;
}

// Sample, in `sub/` of a work tree:                 and with an unborn branch in a bare repository:
//   false                                             true
//   false                                             false
//   sha1                                              sha1
//   /home/ana/shop/.git                               /srv/shop.git
//   /home/ana/shop/.git                               /srv/shop.git
//   ../                                               HEAD
//   95d09f2b10159347eece71399a7e2e907ea3df4f
//   refs/heads/main

/** Parses what `git` with `PLACE_ARGS` printed, whatever its exit code; `cwd` without symbolic links. */
export function parsePlace(output: string, cwd: string): Place | undefined {
  const [bare, shallow, format, gitDir, commonDir, ...rest] = output.split('\n').slice(0, -1);
  if (!gitDir || !commonDir || (format !== 'sha1' && format !== 'sha256')) return undefined;
  const isHead = (line: string | undefined): boolean =>
    line === 'HEAD' || /^[0-9a-f]{40,64}$/.test(line ?? '');
  const cdup = isHead(rest[0]) ? undefined : rest.shift();
  const [oid, name] = rest;
  return {
    bare: bare === 'true',
    shallow: shallow === 'true',
    objectFormat: format,
    gitDir: resolve(gitDir),
    commonDir: resolve(commonDir),
    topLevel: cdup === undefined ? undefined : resolve(cwd, cdup),
    head:
      oid === undefined || oid === 'HEAD'
        ? undefined
        : { oid: oidOf(oid), ...(name === undefined ? {} : { name }) },
  };
}
