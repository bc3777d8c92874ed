import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';

const text = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const with_ = (after: string, line: string): string =>
  text(letters.flatMap((letter) => (letter === after ? [letter, line] : [letter])));

/** Two branches from one base, merged one after the other into `main`; whatever they conflict in is the last one's. */
function mergePair(repo: GitFixture, file: string, [one, two]: readonly [string, string]): void {
  const base = repo.tip('main');
  const started = { parents: [base] };
  const first = repo.commit({ [file]: one }, { ...started, branch: `${file}-1` });
  const second = repo.commit({ [file]: two }, { ...started, branch: `${file}-2` });
  repo.commit({ [file]: one }, { parents: ['main', first] });
  repo.commit({ [file]: two }, { parents: ['main', second] });
}

it('the replay of a history counts who would wait, what conflicts, and sees to it that nothing is lost', () => {
  const repo = makeRepository();
  repo.commit({ 'src/a.ts': text(letters), 'src/b.ts': text(letters), 'CHANGELOG.md': text(letters) });
  mergePair(repo, 'src/a.ts', [with_('b', 'one'), with_('t', 'two')]);
  mergePair(repo, 'src/b.ts', [with_('b', 'one'), with_('b', 'two')]);
  mergePair(repo, 'CHANGELOG.md', [with_('b', 'one'), with_('t', 'two')]);
  const out = execFileSync(process.execPath, ['bench/replay.mjs', repo.dir], { encoding: 'utf8' });
  expect(out.split('\n')).toEqual([
    '6 merged branches, 3 pairs open at once on a common file',
    'side by side to the end: 1 of 3 conflict',
    'rebased onto the other, set back: 0 of 0 conflict',
    "not counted, they conflict with the other's base: 0",
    '',
    '| of 3 pairs | every file locked | default list merged | every file merged |',
    '| --- | ---: | ---: | ---: |',
    '| wait for the other | 3 (100.0 %) | 2 (66.7 %) | 0 (0 %) |',
    '| of these, git merges | 2 (66.7 %) | 1 (50.0 %) | – |',
    expect.stringMatching(/^\| median wait \| 0\.0 h \| 0\.0 h \| – \|$/),
    '| work at once | 0 (0 %) | 1 (33.3 %) | 3 (100.0 %) |',
    '| real conflicts: work done again | 0 (0 %) | 0 (0 %) | 1 (33.3 %) |',
    '| changed lines done again | 0 (0 %) | 0 (0 %) | 1 (33.3 %) |',
    '| merges that lost a change | 0 | 0 | 0 |',
    '',
  ]);
});
