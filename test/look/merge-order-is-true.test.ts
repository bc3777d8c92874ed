import { describe, expect, it } from 'vitest';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt, reallyMerge } from '../support/look-at.ts';

type Edits = Readonly<Record<string, string>>;
const BEFORE: Edits = { a: linesWith(), b: linesWith(), c: linesWith() };
const at = (line: number, text: string): string => linesWith([line, text]);

function start(ours: Edits, others: Readonly<Record<string, Edits>>): GitFixture {
  const { repo } = makeTeam(BEFORE);
  for (const [branch, files] of Object.entries(others))
    repo.commit(files, { branch, parents: ['main'], checkout: false });
  repo.commit(ours, { branch: 'ours', parents: ['main'], checkout: false });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
  return repo;
}

const countOf = (repo: GitFixture, order: readonly string[]): number =>
  reallyMerge(repo, 'main', order).filter((files) => files.length > 0).length;

function permutations(items: readonly string[]): readonly (readonly string[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

describe('the merge order', () => {
  it('knows what two others have against each other in a file that is not ours', async () => {
    const repo = start(
      { a: at(5, 'ours'), b: at(8, 'ours') },
      { x: { a: at(5, 'x'), c: at(5, 'x') }, y: { b: at(4, 'y'), c: at(5, 'y') } },
    );
    const { mergeOrder } = await lookAt(repo, { base: 'main' });
    expect(mergeOrder).toEqual({ order: ['ours', 'y', 'x'], conflicts: 1, worst: 2 });
  });

  it('is not stated where it saves nothing', async () => {
    const repo = start(
      { a: at(5, 'ours'), b: at(5, 'ours') },
      { x: { a: at(5, 'x'), c: at(5, 'x') }, y: { b: at(5, 'y'), c: at(5, 'y') } },
    );
    const { mergeOrder, branches } = await lookAt(repo, { base: 'main' });
    expect([branches.length, mergeOrder]).toEqual([2, undefined]);
  });

  it('states the number that git meets in it, and no order meets fewer', async () => {
    const repo = start(
      { a: at(5, 'ours'), b: at(5, 'ours') },
      {
        p: { a: at(5, 'p') },
        q: { b: at(5, 'q'), c: at(5, 'q') },
        r: { a: at(20, 'r'), c: at(5, 'r') },
        s: { a: at(20, 's'), b: at(25, 's') },
      },
    );
    const { mergeOrder } = await lookAt(repo, { base: 'main' });
    const order = mergeOrder?.order ?? [];
    expect(order).toHaveLength(5);
    expect(countOf(repo, order)).toBe(mergeOrder?.conflicts);
    const all = permutations(order).filter((_, nth) => nth % 10 === 0);
    for (const other of all) expect(countOf(repo, other)).toBeGreaterThanOrEqual(mergeOrder?.conflicts ?? 0);
  }, 120_000);

  it('leaves out what is kept for releases and what nobody has touched for months', async () => {
    const repo = start(
      { a: at(5, 'ours') },
      { x: { a: at(5, 'x') }, y: { a: at(6, 'y') }, 'release/1.2': { a: at(5, 'release') } },
    );
    const old = Date.UTC(2025, 6, 1) / 1000;
    repo.commit({ a: at(5, 'idle') }, { branch: 'idle', parents: ['main'], at: old, checkout: false });
    repo.commit({ a: at(5, 'more') }, { branch: 'ours', at: Date.UTC(2026, 0, 2) / 1000, checkout: false });
    repo.commit({ a: at(7, 'z'), b: at(1, 'z') }, { branch: 'z', parents: ['main'], checkout: false });
    repo.commit({ a: at(25, 'far') }, { branch: 'far', parents: ['main'], checkout: false });
    const { branches, mergeOrder } = await lookAt(repo, { base: 'main' });
    const told = branches.filter(({ conflicts }) => conflicts.length > 0).map(({ name }) => name);
    expect(told).toEqual(expect.arrayContaining(['idle', 'release/1.2', 'x', 'y']));
    expect(mergeOrder?.order.toSorted()).toEqual(['far', 'ours', 'x', 'y', 'z']);
  });
});
