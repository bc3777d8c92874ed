import { join } from 'node:path';
import { objectName } from '../../core/claim/state-commit.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathToBytes } from '../path-bytes.ts';
import { writeLooseObjects } from '../private/state-objects.ts';
import { takeSecondSide } from './conflict-markers.ts';
import { listEntries } from './list-tree.ts';
import type { TriedMerge } from './parse-merge-tree.ts';
import { readMerged } from './read-conflict-lines.ts';
import type { ScratchObjects } from './scratch-objects.ts';

export interface Unresolved {
  readonly merge: TriedMerge;
  /** In its favour each conflict is resolved. */
  readonly theirs: Oid;
  readonly scratch: ScratchObjects;
  readonly env: Readonly<Record<string, string>>;
}

interface Entry {
  readonly path: RepoPath;
  readonly mode: string;
  readonly oid: Oid;
}

/** The merged tree as somebody leaves it who resolves each conflict in favour of the second side; none where git cannot. */
export async function resolveMerge(reader: CloneReader, ask: Unresolved): Promise<Oid | undefined> {
  const { merge, scratch, theirs } = ask;
  const paths = merge.conflicts.map(({ path }) => path);
  const entries = new Map((await listEntries(reader, theirs, paths)).map((entry) => [entry.path, entry]));
  const resolved = await resolveContents(reader, ask, entries);
  const gone = { mode: '0', oid: '0'.repeat(theirs.length) as Oid };
  const index = paths.map((path) => ({ path, ...(resolved.get(path) ?? entries.get(path) ?? gone) }));
  const env = { ...ask.env, GIT_INDEX_FILE: join(scratch.folder, `index-${merge.tree}`) };
  const run = async (args: readonly string[], input: string | Buffer = ''): Promise<string | undefined> => {
    const { code, stdout } = await reader.run({ args, env, input });
    return code === 0 ? stdout.toString('latin1').trim() : undefined;
  };
  const steps = [
    { args: ['read-tree', merge.tree], input: '' },
    { args: ['update-index', '-z', '--add', '--replace', '--index-info'], input: indexInfo(index) },
  ];
  for (const { args, input } of steps) if ((await run(args, input)) === undefined) return undefined;
  return (await run(['write-tree', '--missing-ok'])) as Oid | undefined;
}

/** Files in which both sides have lines: only the lines in conflict are the second side's. */
async function resolveContents(
  reader: CloneReader,
  { merge, scratch, env }: Unresolved,
  theirs: ReadonlyMap<RepoPath, Entry>,
): Promise<ReadonlyMap<RepoPath, Entry>> {
  const files = merge.conflicts
    .filter(({ contents, path }) => contents && theirs.has(path) && !path.includes('\n'))
    .map(({ path }) => ({ path, tree: merge.tree }));
  const answers = await readMerged(reader, files, env);
  const resolved = new Map<RepoPath, Entry>();
  for (const [at, { path }] of files.entries()) {
    const answer = answers[at];
    const entry = theirs.get(path);
    if (!entry || !answer?.found || answer.type !== 'blob') continue;
    const bytes = takeSecondSide(answer.content);
    if (bytes.length === answer.content.length) continue; // no markers: a binary file, a submodule
    const oid = objectName('blob', bytes, reader.facts.objectFormat);
    await writeLooseObjects(scratch.folder, [{ oid, type: 'blob', bytes }], { sync: false });
    resolved.set(path, { path, mode: entry.mode, oid });
  }
  return resolved;
}

// Sample of what `git update-index -z --index-info` reads (NUL written as ␀); mode 0 removes a path:
//   100644 96cc558853a03c5d901661af837fceb7a81f58f6␉src/a.ts␀
const indexInfo = (entries: readonly Entry[]): Buffer =>
  Buffer.concat(
    entries.flatMap(({ path, mode, oid }) => [
      Buffer.from(`${mode} ${oid}\t`),
      pathToBytes(path),
      Buffer.from([0]),
    ]),
  );
