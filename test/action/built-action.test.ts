import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { type ActionRun, runAction } from '../support/run-action.ts';

const API = 'export function login(user: string) {\n  return verifyPassword(user);\n}\n';

const planOf = ({ outputs }: ActionRun) =>
  JSON.parse(readFileSync(outputs.get('plan-file') ?? '', 'utf8')) as {
    base: string;
    tasks: { id: string; files: string[] }[];
    notices: { code: string }[];
  };

function branch(files: Readonly<Record<string, string>>) {
  const { repo, remote } = makeTeam({ 'src/api/users.ts': API, 'README.md': '# shop\n' });
  const base = repo.tip('main');
  repo.git('checkout', '-q', '-b', 'feature');
  const head = repo.commit(files);
  return { repo, remote, base, head };
}

const LOGIN = { 'src/auth/login.ts': API.replace('(user);', '(user.trim());') };

describe('the built action', () => {
  it('plans a pull request: plan file, matrix, has-tasks, summary', async () => {
    const { repo, base } = branch(LOGIN);
    const run = await runAction({
      repo,
      event: 'pull_request',
      payload: { pull_request: { base: { sha: base } } },
    });
    expect(run.log).toBe('');
    expect(run.code).toBe(0);
    const plan = planOf(run);
    expect(plan.base).toBe(base);
    expect(plan.tasks.length).toBeGreaterThan(0);
    const matrix = JSON.parse(run.outputs.get('matrix') ?? '') as { include: { task: string }[] };
    expect(plan.tasks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(matrix.include.map(({ task }) => task)),
    );
    expect(run.outputs.get('has-tasks')).toBe('true');
    expect(run.summary).toContain('### Plan for `feature`');
    expect(run.summary).toMatch(/security(-|&#45;)audit/);
  });

  it('rows 1, 3, 6: hostile file names leave the outputs whole', async () => {
    const evil = 'src/auth/x<<ghadelimiter_y\nEOF\n::error::$(touch pwned).ts';
    const { repo, base } = branch({ [evil]: API });
    const run = await runAction({
      repo,
      event: 'pull_request',
      payload: { pull_request: { base: { sha: base } } },
    });
    expect(run.code).toBe(0);
    expect([...run.outputs.keys()].sort()).toEqual([
      'blocked',
      'conflicts',
      'has-tasks',
      'matrix',
      'plan-file',
      'tasks',
    ]);
    expect(planOf(run).tasks[0]?.files).toEqual([evil]);
    expect(run.outputs.get('matrix')).not.toContain('pwned');
    expect(`${run.log}\n${run.summary}`).not.toMatch(/^(::|EOF)/m);
  });

  it('row 60: takes the configuration from the base of a pull request, and says so', async () => {
    const { repo, base } = branch({ ...LOGIN, '.agentic-planrc.yaml': 'limits: { tasks: nonsense }\n' });
    const run = await runAction({
      repo,
      event: 'pull_request',
      payload: { pull_request: { base: { sha: base } } },
    });
    expect(run.code).toBe(0);
    expect(planOf(run).tasks.length).toBeGreaterThan(0);
    const pushed = await runAction({ repo, event: 'push', payload: { before: base } });
    expect(pushed.code).toBe(1);
    expect(pushed.log).toMatch(/^::error::.*\.agentic-planrc\.yaml:1/m);
    expect(pushed.outputs.size).toBe(0);
  });

  it('row 30: a shallow clone is deepened to the commit before the push', async () => {
    const { repo, remote, base } = branch(LOGIN);
    repo.git('push', '-q', 'origin', 'feature');
    const shallow = remote.clone('--depth=1', '--branch=feature');
    const run = await runAction({ repo: shallow, event: 'push', payload: { before: base } });
    expect(run.code).toBe(0);
    expect(planOf(run).base).toBe(base);
  });

  it('row 30: after a force-push the default base is taken, and that is said', async () => {
    const { repo, base } = branch(LOGIN);
    const run = await runAction({ repo, event: 'push', payload: { before: 'a'.repeat(40) } });
    expect(run.code).toBe(0);
    expect(run.log).toMatch(/^::warning::the commit before this push \(aaaaaaaaaaaa\) is gone/m);
    expect(planOf(run).base).toBe(base);
  });

  it('row 73: a deleted branch and a change that asks for nothing have an empty matrix', async () => {
    const { repo, base } = branch({ 'notes/todo.bin': '\0\0' });
    const deleted = await runAction({ repo, event: 'push', payload: { before: base, deleted: true } });
    expect([deleted.code, deleted.outputs.get('has-tasks')]).toEqual([0, 'false']);
    const nothing = await runAction({ repo, event: 'push', payload: { before: base } });
    expect([nothing.code, nothing.outputs.get('matrix')]).toEqual([0, '{"include":[]}']);
  });

  it('row 26: refuses a base that is an option', async () => {
    const { repo, base } = branch(LOGIN);
    const inputs = { base: `--upload-pack=touch$\{IFS}p` };
    const run = await runAction({ repo, event: 'push', payload: { before: base }, inputs });
    expect([run.code, run.outputs.size]).toEqual([1, 0]);
    expect(run.log).toMatch(/^::error::/m);
  });

  it('a merge queue’s entry is compared with its own base, whose configuration counts', async () => {
    const { repo, head } = branch({ 'docs/first.md': 'first\n' });
    repo.commit({ ...LOGIN, '.agentic-planrc.yaml': 'limits: { tasks: nonsense }\n' });
    const run = await runAction({ repo, event: 'merge_group', payload: { merge_group: { base_sha: head } } });
    expect([run.code, planOf(run).base]).toEqual([0, head]);
    expect(run.log).toMatch(/^::notice::.*\.agentic-planrc\.yaml/);
  });

  it.each(['pull_request_review', 'pull_request_target', 'workflow_run', 'issue_comment'])(
    'row 60: %s is answered by one sentence: nothing of what its workflow checked out is looked at',
    async (event) => {
      const { repo, base } = branch({ ...LOGIN, '.agentic-planrc.yaml': 'limits: { tasks: nonsense }\n' });
      const run = await runAction({ repo, event, payload: { pull_request: { base: { sha: base } } } });
      expect([run.code, run.outputs.get('has-tasks'), run.outputs.get('plan-file')]).toEqual([
        0,
        'false',
        undefined,
      ]);
      expect(run.log.trim().split('\n')).toHaveLength(1);
      expect(run.log).toMatch(/^::notice::nothing to plan: /);
    },
  );

  it('refuses a pull request whose payload cannot be read, and a command that it does not have', async () => {
    const { repo, base } = branch(LOGIN);
    const broken = await runAction({ repo, event: 'pull_request', payload: 'not a payload' });
    expect([broken.code, broken.outputs.size]).toEqual([1, 0]);
    expect(broken.log).toContain('the event pull_request does not say which commit it is based on');
    const inputs = { command: 'publish' };
    const other = await runAction({ repo, event: 'push', payload: { before: base }, inputs });
    expect([other.code, other.log]).toEqual([1, expect.stringContaining('::error::')]);
  });
});
