import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';
import * as core from '@actions/core';
import type { ActionHost } from '../../src/action/action-host.ts';
import { describeWorld, openAction } from '../../src/action/open-action.ts';
import { runAction } from '../../src/action/run-action.ts';
import { describeBug } from '../../src/report/describe-bug.ts';
import { inThisProcess } from './in-this-process.ts';
import { type ActionRun, type ActionWish, prepareStep, readFiles } from './run-action.ts';

// As `src/action.ts` has it, but for the page of the run: the toolkit keeps the first file that it has written to.
const HOST: ActionHost = {
  input: (name) => core.getInput(name),
  setOutput: (name, value) => core.setOutput(name, value),
  writeSummary: async (markdown) =>
    appendFileSync(process.env['GITHUB_STEP_SUMMARY'] ?? '', `${markdown}${EOL}`),
  notice: (text) => core.notice(text),
  annotate: ({ text, ...place }) => core.notice(text, place),
  warning: (text) => core.warning(text),
  error: (text) => core.error(text),
  hide: (secret) => core.setSecret(secret),
};

/** The Action in this process, one call after the other: what `runAction` does for a third of its cost. */
export async function callAction(ask: ActionWish): Promise<ActionRun> {
  const { temp, env } = prepareStep(ask);
  const { code, said } = await inThisProcess({ cwd: '/', args: [], env }, callStep);
  return { code, log: said, ...readFiles(temp) };
}

async function callStep(): Promise<number> {
  try {
    const done = await runAction(await openAction(HOST, process.env));
    return done === 'done' ? 0 : 1;
  } catch (error) {
    const said = describeWorld(error);
    HOST.error(said ?? describeBug(error, true));
    return said ? 4 : 70;
  }
}
