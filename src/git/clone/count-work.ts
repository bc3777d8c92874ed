import type { Oid } from '../../core/model/ids.ts';
import { configEnvironment, type Setting } from '../config-environment.ts';
import { splitConfigKey } from '../git-config.ts';
import { recordSplitter } from '../split-records.ts';
import type { CloneReader } from './clone-reader.ts';
import type { BranchRefs } from './default-branch.ts';

const STATUS_TIMEOUT_MS = 2_000;

// Sample of `git status --porcelain=v2 -z`: 1 .M N... 100644 100644 100644 96cc558… 96cc558… f1␀? notes.txt␀

/** Uncommitted and untracked paths (a new folder counts once); `undefined` where git needs too long to say. */
export async function countUncommitted(reader: CloneReader): Promise<number | undefined> {
  if (reader.facts.bare) return 0;
  let count = 0;
  let oldName = false;
  const splitter = recordSplitter((record) => {
    if (oldName) oldName = false;
    else {
      count++;
      oldName = record[0] === 0x32; // a rename's old name follows as a record of its own
    }
  });
  const result = await reader.run({
    args: [
      'status',
      '--porcelain=v2',
      '-z',
      '--untracked-files=normal',
      '--ignore-submodules=dirty', // looking into submodules would run git in each
      '--no-renames',
    ],
    env: withoutFilters(reader),
    timeoutMs: STATUS_TIMEOUT_MS,
    onStdout: (chunk) => {
      splitter.push(chunk);
      return true;
    },
  });
  return result.code === 0 ? count : undefined;
}

/** `git status` would run a filter's command on every file whose time stamp moved. */
const withoutFilters = ({ facts }: CloneReader): Readonly<Record<string, string>> =>
  configEnvironment(
    facts.config.flatMap(({ key }): readonly Setting[] => {
      const { section, variable } = splitConfigKey(key);
      if (section !== 'filter') return [];
      if (variable === 'clean' || variable === 'process') return [[key, '']];
      return variable === 'required' ? [[key, 'false']] : [];
    }),
  );

/** Commits of `head` that no remote-tracking branch holds, counted up to 1,000; none where there is no remote. */
export async function countUnpushed(reader: CloneReader, refs: BranchRefs, head: Oid): Promise<number> {
  if (reader.facts.remotes.length === 0) return 0;
  // the usual case needs no process
  for (const { remote, tip } of refs.values()) if (remote !== undefined && tip === head) return 0;
  const count = await reader.ask({
    args: ['rev-list', '--count', '--max-count=1000', head, '--not', '--remotes', '--'],
  });
  return Number(count.toString('latin1').trim());
}
