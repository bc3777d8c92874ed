import { stat } from 'node:fs/promises';
import type { AgentExchange } from '../../app/ports/exchange.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { AgentAnswer, AgentRequest } from '../../core/run/agent-request.ts';
import { openClone } from '../../git/clone/clone-facts.ts';
import { askWrapper, fileExchange } from '../../process/exchange-folder.ts';

/** What a command and the agent that it wraps tell each other. */
export const openExchange = (folder: string): AgentExchange => fileExchange().open(folder);

/** Asks the wrapper that we were started by; `undefined`: it is gone, or says nothing in time. */
export async function askOurWrapper(ask: {
  readonly folder: string;
  readonly request: AgentRequest;
  readonly timeoutMs: number;
}): Promise<AgentAnswer | undefined> {
  const there = await stat(ask.folder).catch(() => undefined);
  return there?.isDirectory() ? askWrapper(ask) : undefined;
}

/** Where a wrapped command works; no configuration, since it is the wrapper's that counts. */
export async function findPlace(
  cwd: string,
): Promise<Checked<{ readonly clone: { readonly cwd: string }; readonly root: string }>> {
  const clone = await openClone(cwd);
  if (!clone.ok) return clone;
  const { value } = clone;
  return { ok: true, warnings: [], value: { clone: value, root: value.topLevel ?? value.gitDir } };
}
