#!/usr/bin/env node
// The entry: `--version` must cost next to nothing, so everything else is loaded only when it is asked for.
import packageJson from '../package.json' with { type: 'json' };
import { exitAfterOutput } from './cli/exit-after-output.ts';
import { guardedStream } from './cli/guarded-stream.ts';

const first = process.argv[2];
if (process.argv.length === 3 && (first === '--version' || first === '-V')) {
  guardedStream(process.stdout).write(`${packageJson.version}\n`);
  process.exitCode = await exitAfterOutput(0);
} else if (first === 'hook' && isPlainPreCommit(process.argv.slice(3))) {
  // Every commit waits for this one; reading the command line as a whole would take as long as all the rest.
  const { runPreCommit } = await import('./cli/commands/hook/run-pre-commit.ts');
  process.exit(await runPreCommit({ enforce: process.argv.includes('--enforce') }));
} else if (first === 'hook' && process.argv[3] === 'agent') {
  // And so does every edit of an agent.
  const { answerQuickly } = await import('./cli/commands/hook/agent/run-agent-hook.ts');
  const { isSettled, input } = await answerQuickly(process.argv.slice(4), process.env);
  if (isSettled) process.exit(0);
  const { runToEnd } = await import('./cli/run-to-end.ts');
  process.exit(await runToEnd(process.argv.slice(2), input));
} else {
  const { runToEnd } = await import('./cli/run-to-end.ts');
  process.exitCode = await runToEnd(process.argv.slice(2));
  // A push waits for its hook: nothing that we have started and given up may keep it waiting.
  // After a signal: what hangs on a silent remote must not hold up whoever pressed Ctrl-C.
  const interrupted = process.exitCode === 129 || process.exitCode === 130 || process.exitCode === 143;
  // And what hangs without end, a stream that is never closed, must not outlive the command's budget.
  const isOutOfTime = process.exitCode === 4;
  if (first === 'hook' || interrupted || isOutOfTime) process.exit();
}

function isPlainPreCommit([hook, ...words]: readonly string[]): boolean {
  return hook === 'pre-commit' && words.every((word) => word === '--enforce' || word === '--');
}
