import { EXIT } from '../../../report/exit-codes.ts';
import type { ExitCode } from '../../command.ts';
import { sayFitting } from '../../output.ts';
import { answerInTime } from './answer-in-time.ts';
import { askPreCommit } from './pre-commit.ts';

/** `hook pre-commit` without the rest of the program, in a process that ends with it. */
export async function runPreCommit({ enforce }: { readonly enforce: boolean }): Promise<ExitCode> {
  const { said, refused } = await answerInTime('pre-commit', () =>
    askPreCommit({ cwd: process.cwd(), env: process.env, now: new Date(), args: [], enforce }),
  );
  if (said !== '') sayFitting(said);
  return refused ? EXIT.held : EXIT.done;
}
