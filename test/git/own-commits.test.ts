import { describe, expect, it, onTestFinished } from 'vitest';
import type { Oid } from '../../src/core/model/ids.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { openWorktrees } from '../support/worktrees-fixture.ts';

/** The variables hold until the test is over. */
function setVariables(values: Readonly<Record<string, string | undefined>>): void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  const put = (name: string, value: string | undefined): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  for (const [name, value] of Object.entries(values)) put(name, value);
  onTestFinished(() => {
    for (const [name, value] of before) put(name, value);
  });
}

describe.each(['sha1', 'sha256'] as const)('commits written without a process of git, %s', (objectFormat) => {
  it('are the ones that git would write', async () => {
    setVariables({ GIT_AUTHOR_DATE: '1700000000 +0130', GIT_COMMITTER_DATE: '1700000001 -0500' });
    const repo = makeRepository({ objectFormat });
    const head = repo.commit({ 'a.txt': 'é\n' });
    const { publishing, repository } = await openWorktrees(repo);
    const tree = await publishing.treeOf(head);
    for (const message of ['Work', 'Ä title\n\nAnd more\n\nAgentic-Task: r/t c-1\n', '\n']) {
      const args = ['commit-tree', tree, '-p', head, '-F', '-'];
      const theirs = (await repository.git({ args, input: message })).stdout.toString('utf8').trim();
      expect(await publishing.commit({ tree, parents: [head, head], message })).toBe(theirs);
    }
    const checked = await repository.git({ args: ['fsck', '--strict', '--no-dangling'] });
    expect(checked.code).toBe(0);
  });
});

it('are our own where git does not know who the user is', async () => {
  const unknown = ['AUTHOR', 'COMMITTER'].flatMap((kind) => [`GIT_${kind}_NAME`, `GIT_${kind}_EMAIL`]);
  setVariables(Object.fromEntries([...unknown, 'EMAIL'].map((name) => [name, undefined])));
  const repo = makeRepository();
  const head = repo.commit({ 'a.txt': 'one\n' });
  repo.git('config', 'user.useConfigOnly', 'true');
  const { publishing, repository } = await openWorktrees(repo);
  const made = await publishing.commit({ tree: await publishing.treeOf(head), parents: [], message: 'x' });
  const shown = await repository.git({ args: ['log', '-1', '--format=%an <%ae> %cn <%ce>', made] });
  expect(shown.stdout.toString('utf8').trim()).toBe(
    'agentic-plan <agentic-plan@localhost> agentic-plan <agentic-plan@localhost>',
  );
});

it('are found by their trailers, with or without asking git', async () => {
  const repo = makeRepository();
  const head = repo.commit({ 'a.txt': 'one\n' });
  const ours = (await openWorktrees(repo)).publishing;
  const tree = await ours.treeOf(head);
  const chain: Oid[] = [head];
  for (const task of ['one', 'two', 'three']) {
    const parent = chain.at(-1) ?? head;
    const message = `Do ${task}\n\nAgentic-Task: run/${task} c-${task}\n`;
    chain.push(await ours.commit({ tree, parents: [parent], message }));
    expect(await ours.findTrailer({ from: head, to: parent, start: `run/${task} ` })).toBeUndefined();
  }
  const last = chain.at(-1) ?? head;
  const [, ...commits] = chain;
  const plain = await ours.commit({ tree, parents: [last], message: 'Without one\n\nrun/four \n' });
  const anew = (await openWorktrees(repo)).publishing; // knows of nothing that was made
  for (const publishing of [ours, anew])
    for (const [at, task] of ['one', 'two', 'three', 'four'].entries())
      expect(await publishing.findTrailer({ from: head, to: plain, start: `run/${task} ` })).toBe(
        commits[at],
      );
  expect(await ours.findTrailer({ from: commits[0] ?? head, to: last, start: 'run/one ' })).toBeUndefined();
});
