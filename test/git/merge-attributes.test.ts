import { expect, it } from 'vitest';
import { oidOf } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { mergeCommits } from '../../src/git/work/merge-trees.ts';
import { makeRepository } from '../support/git-fixture.ts';

/** Two works that each add a line to the same place of some files, on a base with attributes. */
async function mergeBoth(attributes: Readonly<Record<string, string>>, theirAttributes = {}) {
  const repo = makeRepository();
  repo.git('config', 'merge.own.driver', 'touch pwned; true');
  const text = (line: string) => `1\n2\n3\n${line}`;
  const files = (line: string) => ({
    CHANGES: text(line),
    'sub/CHANGES': text(line),
    'far.txt': `${line}1\n2\n3\n4\n5\n`,
  });
  const base = repo.commit({ ...files(''), ...attributes });
  const ours = repo.commit(files('ours\n'), { branch: 'ours', parents: [base] });
  const far = { 'far.txt': '1\n2\n3\n4\n5\ntheirs\n' };
  const theirs = repo.commit(
    { ...files('theirs\n'), ...far, ...theirAttributes },
    { branch: 'theirs', parents: [base] },
  );
  const clone = await openClone(repo.dir);
  if (!clone.ok) throw new Error('refused');
  const opened = await openPrivateRepository(clone.value);
  if (!opened.ok) throw new Error('refused');
  const merged = await mergeCommits(opened.value, oidOf(ours), oidOf(theirs));
  const show = async (name: string) =>
    (await opened.value.git({ args: ['cat-file', 'blob', `${merged.tree}:${name}`] })).stdout.toString();
  return { paths: merged.kind === 'conflict' ? [...merged.paths].sort() : [], show };
}

it("union keeps the lines of both, also by a file of a folder or a name of the team's own", async () => {
  const top = await mergeBoth({ '.gitattributes': 'CHANGES merge=union\n' });
  expect([top.paths, await top.show('CHANGES')]).toEqual([[], '1\n2\n3\nours\ntheirs\n']);
  const nested = await mergeBoth({
    '.gitattributes': '* text\n',
    'sub/.gitattributes': 'CHANGES merge=union\n',
  });
  expect(nested.paths).toEqual(['CHANGES']);
  const macro = await mergeBoth({
    '.gitattributes': '[attr]list merge=union\nCHANGES list\n',
    'sub/.gitattributes': 'CHANGES -text list\n',
  });
  expect(macro.paths).toEqual([]);
});

it.each(['far.txt binary', 'far.txt -merge', 'far.txt merge=binary', 'far.txt merge=own'])(
  'what both have changed is a conflict, and no program is started: %s',
  async (line) => {
    const { paths } = await mergeBoth({ '.gitattributes': `CHANGES merge=union\n${line}\n` });
    expect(paths).toEqual(['far.txt']);
  },
);

it('what a work itself says of it does not count', async () => {
  const { paths } = await mergeBoth({}, { '.gitattributes': '* merge=union\n' });
  expect(paths).toEqual(['CHANGES', 'sub/CHANGES']);
});
