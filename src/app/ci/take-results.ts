import type { Oid, RepoPath, TaskId } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';
import { findUncovered } from '../../core/paths/find-uncovered.ts';
import { isWorkflowFile } from '../../core/paths/workflow-files.ts';
import { readLfsPointer } from '../../core/run/lfs-pointer.ts';
import { checkOutputs, type WantedOutput, wantedOutputs } from '../../core/run/wanted-outputs.ts';
import { readConditions } from '../opening/read-conditions.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { Publishing } from '../ports/publishing.ts';
import type { CiRun } from './ci-run.ts';
import { type ArrivedResult, blobFile, refusal } from './read-results.ts';

/** A work that may be set on a result: its files are in our repository, and within its claim. */
export interface TakenWork extends ArrivedResult {
  readonly tree: Oid;
  /** Against the commit that it was begun on, as git sees it. */
  readonly changed: readonly RepoPath[];
}

export interface TakenWorks {
  readonly works: ReadonlyMap<TaskId, TakenWork>;
  readonly refused: ReadonlyMap<TaskId, { readonly why: string; readonly paths: readonly string[] }>;
  readonly problems: readonly Problem[];
}

export interface Takes {
  readonly publishing: Pick<Publishing, 'treeOf' | 'changedPaths' | 'leftMarkers'>;
  readonly files: ChangedFiles;
  readonly settings: Pick<Settings, 'claims'>;
  /** What tasks have to leave. */
  readonly wanted: ReadonlyMap<TaskId, readonly WantedOutput[]>;
}

/** For the tasks of a run. */
export async function takesOf(
  { plan, settings }: Pick<CiRun, 'plan' | 'settings'>,
  tools: Pick<Takes, 'publishing' | 'files'>,
): Promise<Takes> {
  const conditions = await readConditions(plan.tasks, plan.state);
  return { ...tools, settings, wanted: wantedOutputs(plan.tasks, conditions) };
}

/** Brings finished works into our repository, each on what it was begun on; what is out of its claim is refused by name. */
export async function takeResults(
  takes: Takes,
  results: ReadonlyMap<TaskId, ArrivedResult>,
): Promise<TakenWorks> {
  const works = new Map<TaskId, TakenWork>();
  const refused = new Map<TaskId, { readonly why: string; readonly paths: readonly string[] }>();
  const problems: Problem[] = [];
  for (const [task, arrived] of results) {
    if (arrived.result.result !== 'ready') continue;
    const taken = await takeOne(takes, arrived);
    if ('tree' in taken) works.set(task, taken);
    else {
      const about = taken.names ?? taken.paths;
      refused.set(task, { why: taken.why, paths: about });
      problems.push(refusal(arrived.artifact, taken.why, about));
    }
  }
  return { works, refused, problems };
}

/** `names`: of outputs, where it is about these. */
type Refusal = {
  readonly why: string;
  readonly paths: readonly RepoPath[];
  readonly names?: readonly string[];
};

async function takeOne(takes: Takes, arrived: ArrivedResult): Promise<TakenWork | Refusal> {
  const { publishing, files } = takes;
  const { base } = arrived.held.record;
  if (base === undefined) return { why: 'another-base', paths: [] };
  // a number that was forgotten decides nothing
  const wanted = takes.wanted.get(arrived.held.record.task) ?? [];
  const trouble = checkOutputs(wanted, arrived.result.outputs);
  if (trouble !== undefined)
    return { why: 'outputs-missing', names: wanted.map(({ name }) => name), paths: [] };
  const { tampered, pointers } = await bringBlobs(files, arrived);
  if (tampered.length > 0) return { why: 'tampered', paths: tampered };
  if (pointers.length > 0) return { why: 'large-file', paths: pointers };
  const tree = await files.apply(await publishing.treeOf(base), arrived.result.changes);
  const changed = await publishing.changedPaths(base, tree);
  const workflows = changed.filter(isWorkflowFile);
  if (workflows.length > 0) return { why: 'workflow-file', paths: workflows };
  const outside = findUncovered(takes.settings.claims, arrived.held.record.locks, changed);
  if (outside.length > 0) return { why: 'outside-claim', paths: outside };
  const marked = await publishing.leftMarkers({ from: base, to: tree });
  if (marked.length > 0) return { why: 'conflict-markers', paths: marked };
  return { ...arrived, tree, changed };
}

interface Brought {
  /** Their bytes are not there, or are others than their name says. */
  readonly tampered: readonly RepoPath[];
  /** Their contents lie elsewhere. */
  readonly pointers: readonly RepoPath[];
}

async function bringBlobs(files: ChangedFiles, { result, files: artifact }: ArrivedResult): Promise<Brought> {
  const tampered: RepoPath[] = [];
  const pointers: RepoPath[] = [];
  for (const { path, blob, size } of result.changes) {
    if (blob === undefined || size === undefined) continue;
    const bytes = await artifact.read(blobFile(blob), size);
    if (bytes === undefined || bytes.length !== size || !(await files.write(blob, bytes)))
      tampered.push(path);
    else if (readLfsPointer(bytes)) pointers.push(path);
  }
  return { tampered, pointers };
}
