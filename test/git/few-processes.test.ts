import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ClaimId } from '../../src/core/model/ids.ts';
import { makeFolder, makeRepository } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const PATH = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = PATH;
});

/** From now on each git that starts, by us or by another git, is a line. */
function countGits(): () => readonly string[] {
  const folder = makeFolder();
  const trace = join(folder, 'trace');
  writeFileSync(trace, '');
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const shim = `#!/bin/sh\nGIT_TRACE2_EVENT='${trace}' exec '${real}' "$@"\n`;
  writeFileSync(join(folder, 'git'), shim, { mode: 0o755 });
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  return () => {
    const lines = readFileSync(trace, 'utf8').trim().split('\n').filter(Boolean);
    writeFileSync(trace, '');
    const events = lines.map((line) => JSON.parse(line) as { event: string; argv?: readonly string[] });
    return events.flatMap(({ event, argv = [] }) => (event === 'start' ? [argv.join(' ')] : []));
  };
}

it.runIf(process.platform !== 'win32')(
  'a folder costs at most five git processes beyond its checkout, and one beyond the first',
  async () => {
    const repo = makeRepository();
    const commit = repo.commit({ 'a.txt': 'one\n', 'src/b.txt': 'two\n' });
    const { worktrees } = await openWorktrees(repo);
    const gits = countGits();
    const make = async (name: string) =>
      made(await worktrees.make({ commit, kind: 'agent', claim: `c-${name}` as ClaimId }));
    await make('one');
    const first = gits();
    expect(first.filter((line) => line.includes('read-tree'))).toHaveLength(1);
    expect(first.length - 1, first.join('\n')).toBeLessThanOrEqual(5);
    await make('two');
    const second = gits();
    expect(second.length - 1, second.join('\n')).toBeLessThanOrEqual(1);
  },
);
