import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { aRepository, FILE, INIT, leftIn, workflowOf } from './init-world.ts';

describe('init --ci github, where something is there already', () => {
  it('leaves a file alone that a person has changed, or that is not its own', async () => {
    for (const [text, says] of [
      [(own: string) => own.replace('timeout-minutes: 15', 'timeout-minutes: 5'), 'changed by hand since'],
      [() => 'name: ours\n', 'init has not written'],
    ] as const) {
      const repo = aRepository();
      await callProgram(repo.dir, [...INIT, '--yes']);
      const theirs = text(workflowOf(repo));
      writeFileSync(join(repo.dir, FILE), theirs);
      const kept = await callProgram(repo.dir, [...INIT, '--yes']);
      expect(kept.code).toBe(1);
      expect(kept.stderr).toContain(says);
      await callProgram(repo.dir, ['init', '--undo', '--yes']);
      expect(workflowOf(repo)).toBe(theirs);
    }
  });

  it('writes through no link, and into no special file', async () => {
    const outside = makeFolder();
    const [linked, folder] = [aRepository(), aRepository()];
    symlinkSync(outside, join(linked.dir, '.github'));
    mkdirSync(join(folder.dir, FILE), { recursive: true });
    for (const repo of [linked, folder])
      expect(await callProgram(repo.dir, [...INIT, '--yes'])).toMatchObject({ code: 1 });
    expect(readdirSync(outside)).toEqual([]);
  });

  it('removes what a killed one has left, and two at once write the file once', async () => {
    const repo = aRepository();
    const rest = join(repo.dir, '.github/workflows/.agentic-plan.yml.0123456789ab.tmp');
    mkdirSync(join(rest, '..'), { recursive: true });
    writeFileSync(rest, 'half');
    const codes = await Promise.all([1, 2].map(() => callProgram(repo.dir, [...INIT, '--yes'])));
    expect(codes.map(({ code }) => code).sort()).toEqual([0, codes.some(({ code }) => code === 3) ? 3 : 0]);
    expect(leftIn(repo)).toBe(`?? ${FILE}`);
    expect((await callProgram(repo.dir, INIT)).code).toBe(0);
  });
});
