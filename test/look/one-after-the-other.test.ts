import { describe, expect, it } from 'vitest';
import { type Content, type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt, reallyMerge } from '../support/look-at.ts';

type Edits = Readonly<Record<string, Content>>;
const BEFORE: Edits = {
  'src/a.ts': linesWith(),
  'src/b.ts': linesWith(),
  'src/deep/c.ts': linesWith([3, 'deep']),
  'pic.bin': Buffer.from([0, 1, 2, 3]),
  sub: { mode: '160000', content: '1'.repeat(40) },
};
const subAt = (digit: string): Content => ({ mode: '160000', content: digit.repeat(40) });
const moved = (from: string, to: string, content: Content): Edits => ({ [from]: null, [to]: content });
const mine = linesWith([10, 'mine']);
const theirs = linesWith([10, 'theirs']);

/** What ours, another branch, and the base since both left it have changed. */
type Case = readonly [what: string, ours: Edits, theirs: Edits, base: Edits, told: readonly string[]];

const CASES: readonly Case[] = [
  ['the same line', { 'src/a.ts': mine }, { 'src/a.ts': theirs }, {}, ['src/a.ts']],
  [
    'the same line, and the base went on',
    { 'src/a.ts': mine },
    { 'src/a.ts': theirs },
    { x: 'x' },
    ['src/a.ts'],
  ],
  ['other lines of one file', { 'src/a.ts': mine }, { 'src/a.ts': linesWith([25, 'far']) }, {}, []],
  ['the same change', { 'src/a.ts': mine }, { 'src/a.ts': mine }, {}, []],
  [
    'another file of theirs conflicts with the base',
    { 'src/b.ts': mine },
    { 'src/a.ts': theirs },
    { 'src/a.ts': mine },
    [],
  ],
  [
    'lines that the base has changed in between',
    { 'src/a.ts': mine },
    { 'src/a.ts': linesWith([14, 'x']) },
    { 'src/a.ts': linesWith([12, 'base']) },
    [],
  ],
  ['added by both', { 'new.ts': 'mine\n' }, { 'new.ts': 'theirs\n' }, {}, ['new.ts']],
  ['changed here, deleted there', { 'src/a.ts': mine }, { 'src/a.ts': null }, {}, ['src/a.ts']],
  ['deleted here, changed there', { 'src/a.ts': null }, { 'src/a.ts': theirs }, { x: 'x' }, ['src/a.ts']],
  [
    'changed here, renamed and changed there',
    { 'src/a.ts': mine },
    moved('src/a.ts', 'src/z.ts', theirs),
    {},
    ['src/a.ts'],
  ],
  [
    'renamed and changed here, changed there',
    moved('src/a.ts', 'src/z.ts', mine),
    { 'src/a.ts': theirs },
    {},
    ['src/z.ts'],
  ],
  [
    'changed here, changed there, renamed by the base',
    { 'src/a.ts': mine },
    { 'src/a.ts': theirs },
    moved('src/a.ts', 'src/z.ts', linesWith()),
    ['src/a.ts'],
  ],
  [
    'renamed by both, to two names',
    moved('src/a.ts', 'src/y.ts', linesWith()),
    moved('src/a.ts', 'src/z.ts', linesWith()),
    {},
    ['src/a.ts', 'src/y.ts'],
  ],
  ['a binary file', { 'pic.bin': Buffer.from([0, 9]) }, { 'pic.bin': Buffer.from([0, 8]) }, {}, ['pic.bin']],
  ['a submodule', { sub: subAt('2') }, { sub: subAt('3') }, {}, ['sub']],
  ['a file here, a folder there', { thing: 'file\n' }, { 'thing/inside': 'x\n' }, {}, ['thing']],
  [
    'a folder here, a file there',
    { 'thing/inside': 'x\n' },
    { thing: 'file\n' },
    { x: 'x' },
    ['thing/inside'],
  ],
  [
    'a new file in a folder that they have moved',
    { 'src/deep/new.ts': 'n\n' },
    moved('src/deep/c.ts', 'lib/deep/c.ts', linesWith([3, 'deep'])),
    {},
    ['src/deep/new.ts'],
  ],
  [
    'a folder that we have moved, a new file of theirs in it',
    moved('src/deep/c.ts', 'lib/c.ts', linesWith([3, 'deep'])),
    { 'src/deep/new.ts': 'n\n' },
    {},
    ['lib/c.ts'],
  ],
];

function fork(repo: GitFixture, [, ours, others, base]: Case): void {
  repo.commit(others, { branch: 'theirs', parents: ['main'], checkout: false });
  repo.commit(ours, { branch: 'ours', parents: ['main'], checkout: false });
  if (Object.keys(base).length > 0) repo.commit(base, { branch: 'main' });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
}

describe('told is what happens when the base takes in both, one after the other', () => {
  it.each(CASES.map((one) => [one[0], one] as const))('%s', async (_what, one) => {
    const { repo } = makeTeam(BEFORE);
    fork(repo, one);
    const presence = await lookAt(repo, { base: 'main' });
    const told = presence.branches.flatMap(({ conflicts }) => conflicts.map(({ path }) => path));
    expect(told).toEqual(one[4]);
    const met = [
      reallyMerge(repo, 'main', ['ours', 'theirs'])[1],
      reallyMerge(repo, 'main', ['theirs', 'ours'])[1],
    ];
    const isStale = presence.staleBranches.length > 0 || reallyMerge(repo, 'main', ['theirs'])[0]?.length;
    const happens = !isStale && met.some((files) => files && files.length > 0);
    expect(told.length > 0).toBe(happens);
  });
});
