import path from 'node:path';
import type { MadePlan } from '../app/plan/make-plan.ts';
import type { CiView } from '../report/ci/ci-view.ts';
import type { ActionStart } from './action-command.ts';

/** A plan as pages of a forge tell it. */
export function viewInCi(
  { event, env }: ActionStart,
  { plan, changes, claims, base, settings }: MadePlan,
): CiView {
  const pull = event.kind === 'proposal' ? event.pull : undefined;
  const runUrl = runUrlOf(env);
  return {
    plan,
    changes,
    claims,
    base: pull?.baseBranch || base.name,
    escalateTo: settings.escalateTo,
    subject: pull
      ? { kind: 'pull', number: pull.number, title: pull.title, branch: pull.headBranch, head: pull.head }
      : { kind: 'branch', branch: plan.target },
    ...(runUrl === undefined ? {} : { runUrl }),
  };
}

/** Only what can be nothing else than a page of this forge. */
export function runUrlOf(env: ActionStart['env']): string | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run = '' } = env;
  const isPlain =
    /^https?:\/\/[\w.:-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository) && /^\d{1,15}$/.test(run);
  return isPlain ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

/** The folder of the checkout as a path in the workspace, which is what annotations are placed in; empty: it is the same. */
export function checkoutFolder({ env, cwd }: ActionStart): string {
  const workspace = env['GITHUB_WORKSPACE'];
  const inside = workspace === undefined ? '' : path.relative(workspace, cwd);
  return inside.startsWith('..') || path.isAbsolute(inside) ? '' : inside.split(path.sep).join('/');
}
