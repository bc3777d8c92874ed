import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';

/** The branches of a remote, by their short names. */
export interface RemoteHeads {
  readonly tips: ReadonlyMap<string, Oid>;
  /** The branch that the remote's HEAD names; absent: it does not say, or there is none. */
  readonly usual?: string;
}

// Sample of `git ls-remote --symref <remote> HEAD 'refs/heads/*'`:
//   ref: refs/heads/main	HEAD
//   2e753d31…	HEAD
//   2e753d31…	refs/heads/main
//   8e7c446e…	refs/heads/feature/login

const HEADS = 'refs/heads/';

export function parseHeads(output: string): RemoteHeads {
  const tips = new Map<string, Oid>();
  let usual: string | undefined;
  let head: string | undefined;
  for (const line of output.split('\n')) {
    const [value = '', name = ''] = line.split('\t');
    if (name === 'HEAD' && value.startsWith(`ref: ${HEADS}`)) usual = value.slice(`ref: ${HEADS}`.length);
    else if (name === 'HEAD') head = value;
    else if (name.startsWith(HEADS)) tips.set(name.slice(HEADS.length), oidOf(value));
  }
  // a server that does not tell what HEAD names: the branch at its commit, where there is one only
  const same = [...tips].filter(([, tip]) => tip === head).map(([name]) => name);
  const known = usual !== undefined && tips.has(usual) ? usual : same.length === 1 ? same[0] : undefined;
  return { tips, ...(known === undefined ? {} : { usual: known }) };
}
