import { describeLateHook } from '../../../report/hook/no-look.ts';
import type { HookAnswer } from './hook-answer.ts';

// What others are asked has 1.5 s in all (see `pre-push.ts`); this is for a machine, or a clone, on which git itself is
// slow. It counts from the start of the process.
const DEADLINE_MS = 4_500;

/** Whatever happens to us, what the hook belongs to goes on: an error of any kind, or no answer in time, is one line. */
export async function answerInTime(hook: string, ask: () => Promise<HookAnswer>): Promise<HookAnswer> {
  const late = new Promise<HookAnswer>((resolve) => {
    const ms = Math.max(0, DEADLINE_MS - performance.now());
    setTimeout(() => resolve({ said: describeLateHook(hook) }), ms).unref();
  });
  return Promise.race([answer(hook, ask), late]);
}

async function answer(hook: string, ask: () => Promise<HookAnswer>): Promise<HookAnswer> {
  try {
    return await ask();
  } catch (error) {
    const { describeHookError } = await import('./hook-error.ts');
    return { said: describeHookError(hook, error) };
  }
}
