import { stat } from 'node:fs/promises';
import type { AgentExchange } from '../../app/ports/exchange.ts';
import type { AgentAnswer, AgentRequest } from '../../core/run/agent-request.ts';
import { askWrapper, fileExchange } from '../../process/start/exchange-folder.ts';

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
