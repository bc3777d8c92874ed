// The entry of the GitHub Action. The toolkit takes 0.1 s to load: nothing else imports it.
import type { ActionHost } from './action/action-host.ts';
import { describeBug } from './report/describe-bug.ts';

const core = await import('@actions/core');

const host: ActionHost = {
  input: (name) => core.getInput(name),
  setOutput: (name, value) => core.setOutput(name, value),
  writeSummary: async (markdown) => {
    // Absent on runners older than summaries, and where somebody runs the bundle by hand.
    if (process.env['GITHUB_STEP_SUMMARY']) await core.summary.addRaw(markdown, true).write();
  },
  notice: (text) => core.notice(text),
  annotate: ({ text, ...place }) => core.notice(text, place),
  warning: (text) => core.warning(text),
  error: (text) => core.error(text),
  hide: (secret) => core.setSecret(secret),
};

try {
  const { runAction } = await import('./action/run-action.ts');
  const { openAction } = await import('./action/open-action.ts');
  const done = await runAction(await openAction(host, process.env));
  process.exitCode = done === 'done' ? 0 : 1;
} catch (error) {
  const { describeWorld } = await import('./action/open-action.ts');
  const said = describeWorld(error);
  host.error(said ?? describeBug(error, true));
  process.exitCode = said ? 4 : 70;
}
