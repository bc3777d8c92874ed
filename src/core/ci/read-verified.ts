import { parseObject } from '../agents/agent-output.ts';
import { type Oid, oidOf, type TaskId } from '../model/ids.ts';

/** What the job that tests says of a wave. It has run what agents wrote: nothing of it is believed. */
export interface Verified {
  readonly tree: Oid | undefined;
  readonly verified: ReadonlySet<TaskId>;
  /** Why others are not among them. */
  readonly left: ReadonlyMap<string, string>;
}

/** Reads the outputs of that job; what cannot be read says nothing. */
export function readVerified(said: {
  readonly tree: string;
  readonly verified: string;
  readonly left: string;
}): Verified {
  const tree = /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(said.tree) ? oidOf(said.tree) : undefined;
  const named = parseList(said.verified).filter((one): one is TaskId => typeof one === 'string');
  const left = parseList(said.left).flatMap((one): [string, string][] => {
    const told = typeof one === 'object' ? parseObject(JSON.stringify(one)) : undefined;
    const [task, why] = [told?.get('task'), told?.get('why')];
    return typeof task === 'string' && typeof why === 'string' ? [[task, why]] : [];
  });
  return { tree, verified: new Set(tree === undefined ? [] : named), left: new Map(left) };
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = text === '' ? [] : JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
