import type { Oid, TaskDigest, TaskId } from '../../core/model/ids.ts';
import type { Task } from '../../core/model/task.ts';
import { digestBatch, digestDerived, digestTask, isDerived } from '../../core/plan/digest-task.ts';
import type { Publishing } from '../ports/publishing.ts';

type Blobs = Pick<Publishing, 'digestOf'>;

/** What makes each task the same task, and each that a batch joins; derived ones are about the blobs that their files have at the head. */
export async function digestTasks(
  publishing: Blobs,
  { head, tasks }: { readonly head: Oid; readonly tasks: readonly Task[] },
): Promise<ReadonlyMap<TaskId, TaskDigest>> {
  const digests = new Map<TaskId, TaskDigest>();
  const digestOne = async (task: Task): Promise<TaskDigest> => {
    const digest = isDerived(task) ? await digestAt(publishing, task, head) : digestTask(task);
    digests.set(task.id, digest);
    return digest;
  };
  for (const task of tasks) {
    if (task.members === undefined) await digestOne(task);
    else {
      const members: TaskDigest[] = [];
      for (const member of task.members) members.push(await digestOne(member));
      digests.set(task.id, digestBatch(members));
    }
  }
  return digests;
}

/** What a derived task would be called if it were about what its files are in this commit. */
export async function digestAt(publishing: Blobs, task: Task, commit: Oid): Promise<TaskDigest> {
  const files = new Set(task.files);
  return digestDerived(task, await publishing.digestOf(commit, (path) => files.has(path)));
}
