import { join } from 'node:path';
import type { AgentAnswer } from '../../../../report/hook/agent-answer.ts';
import { staysHeld } from '../../../../report/hook/agent-words.ts';
import { callCommand } from '../../../call-command.ts';
import type { AgentHook } from './claim-for-agent.ts';

/** Some agents give this hook 3 s. */
const RELEASE_S = 2.5;

/** The session ends: what it has not changed, or has pushed, is given back; the rest stays until the lease ends. */
export async function endSession({ context, place }: AgentHook): Promise<AgentAnswer> {
  const own = await place.listOwn();
  const unpushed = own.length === 0 ? undefined : await place.listUnpushed();
  const isChanged = (path: string): boolean =>
    unpushed === undefined || [...unpushed].some((one) => one === path || one.startsWith(`${path}/`));
  const stay = own.filter(isChanged);
  const give = own.filter((path) => !isChanged(path));
  if (give.length > 0)
    await callCommand(context, {
      command: 'release',
      load: async () => (await import('../../release/release.ts')).runRelease,
      operands: stay.length === 0 ? [] : give.map((path) => join(place.root, path)),
      options: {},
      seconds: RELEASE_S,
    });
  await place.forget();
  if (stay.length === 0) await place.state.remove();
  return stay.length === 0 ? { kind: 'silent' } : { kind: 'warn', line: staysHeld(stay) };
}
