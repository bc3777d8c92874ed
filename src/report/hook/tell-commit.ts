import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { heldLine, unknownLine } from '../claim/held-line.ts';
import { listTexts } from '../list-texts.ts';
import { span } from '../times.ts';

/** What others hold of a commit's paths; nothing where nobody is on them. */
export function tellCommit(ask: {
  readonly held: readonly {
    readonly claim: { readonly record: ClaimRecord };
    readonly paths: readonly RepoPath[];
  }[];
  readonly unknown: readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[];
  /** When that was seen; undefined: just now. */
  readonly at: WallTime | undefined;
  readonly now: WallTime;
  readonly enforce: boolean;
  /** Whose commit it is works without a person who may decide otherwise. */
  readonly isAgents: boolean;
}): string {
  const { held, unknown, at, now, enforce, isAgents } = ask;
  if (held.length + unknown.length === 0) return '';
  const seen = at === undefined ? '' : `, as seen ${span(now - at)} ago`;
  const lines = [
    enforce
      ? `agentic-plan: not committed: it changes files that others hold${seen}`
      : `agentic-plan: the commit goes on; it changes files that others hold${seen}`,
    ...held.map(({ claim, paths }) => heldLine(listTexts(paths), claim.record, now)),
    ...unknown.map(({ lock, paths }) => unknownLine(listTexts(paths), lock)),
  ];
  if (enforce)
    lines.push(
      isAgents
        ? '  take these files out of the commit, or wait until they are free (`agentic-plan claim <paths> --wait 25s`); do not work around it'
        : '  `agentic-plan status` looks again; `git commit --no-verify` commits all the same',
    );
  return `${lines.join('\n')}\n`;
}
