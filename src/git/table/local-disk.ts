import { join } from 'node:path';
import type { StoreFailure } from '../../app/ports/store-failure.ts';
import type { Problem } from '../../core/model/problem.ts';
import { problemOf } from '../../core/model/problem.ts';
import { diskProblem, diskProblemOfGit, whyNotWritable } from '../../process/disk/disk-problem.ts';

// fatal: unable to write loose object file: No space left on device / fatal: unpack-objects failed
// error: unable to create temporary file: Read-only file system / fatal: failed to write object
// error: cannot update ref 'refs/seen/x/=': couldn't write '/…/agentic.git/./refs/seen/x/=.lock'
// error: cannot lock ref 'refs/seen/x/=': unable to create directory for ./refs/seen/x/=
const OWN =
  /^(?:error|fatal): (?:unable to (?:write|create|open|append|rename)|failed to (?:write|read)|(?:file )?write error|could not (?:write|open|create)|insufficient permission for adding an object|cannot (?:update|lock) ref 'refs\/seen\/)/;

/**
 * The disk of this machine refuses what a look or a push of ours writes or reads. Lines `remote: …`, and those that name
 * files outside our repository, are about the other side's disk.
 */
export function localDiskFailure(stderr: string, repository: string): StoreFailure | undefined {
  const lines = stderr.split(/\r?\n/).filter((line) => isAbout(line, repository));
  if (lines.length === 0) return undefined;
  const text = lines.join('\n').replaceAll(`${repository}/./`, `${repository}/`);
  const known = diskProblemOfGit(text, repository);
  if (known) return diskFailure(known);
  // git says not why: what can be opened and not written to is full
  const [, file] = /couldn't write '([^'\n]+)'/.exec(text) ?? [];
  if (file !== undefined) return diskFailure(problemOf('disk', { path: file, reason: 'full', detail: text }));
  const reason = whyNotWritable(join(repository, 'refs', 'seen'));
  return reason && diskFailure(problemOf('disk', { path: join(repository, 'refs'), reason, detail: text }));
}

function isAbout(line: string, repository: string): boolean {
  if (!/^(?:error|fatal): /.test(line)) return false;
  if (line.includes(`'${repository}/`)) return true;
  return OWN.test(line) && !/'\/|'file:/.test(line);
}

/** What our own writing of objects met; `undefined`: a bug. */
export function diskFailureOf(error: unknown, path: string): StoreFailure | undefined {
  const problem = diskProblem(error, path);
  return problem && diskFailure(problem);
}

const diskFailure = (problem: Problem): StoreFailure => ({
  kind: 'disk',
  detail: 'the disk of this machine refuses',
  problem,
});
