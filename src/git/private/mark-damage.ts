import { damageMark } from '../../core/claim/our-damage.ts';
import type { GitCall, GitResult } from '../exec-git.ts';

// fatal: bad object 1f2e… / error: refs/seen/x/= does not point to a valid object! / fatal: unable to read tree …
// error: object file ./objects/ab/cd… is empty / fatal: loose object ab… (stored in …) is corrupt / error: inflate: data …
const DAMAGED =
  /bad object|does not point to a valid object|unable to read (?:tree|sha1|\S*[0-9a-f]{40})|object file .* is empty|is corrupt|inflate: data stream|missing (?:blob|tree|commit) object|Could not read [0-9a-f]{40}|packfile .* (?:cannot|is far)|unexpected line in .*packed-refs/;
// where another repository was asked, only what is said of refs that it has not
const REFS =
  /bad object refs\/(?:seen|kept)\/|refs\/(?:seen|kept)\/\S* does not point|agentic\.git\/packed-refs/;
// a file of the clone's is named
const ELSEWHERE = /(?:^|[\s('"])(?!\S*agentic\.git)\/\S*\/objects\/(?:[0-9a-f]{2}\/|pack\/)/;

/** Says after git's words that it is our own repository which is damaged, where they speak of that. */
export function markDamage(
  result: GitResult,
  { path, call }: { readonly path: string; readonly call: Pick<GitCall, 'remote'> },
): GitResult {
  const { code, stderr } = result;
  const isOurs =
    call.remote === undefined ? DAMAGED.test(stderr) && !ELSEWHERE.test(stderr) : REFS.test(stderr);
  return code === 0 || !isOurs ? result : { ...result, stderr: `${stderr.trimEnd()}\n${damageMark(path)}\n` };
}
