import { findDoubled, type GivenWave, judgeResult, sortArtifacts } from '../../core/ci/judge-artifacts.ts';
import {
  BLOBS_FOLDER,
  LARGEST_LFS_WORK,
  LARGEST_RESULT,
  LARGEST_WORK,
  LFS_FOLDER,
  MOST_CHANGES,
  RESULT_FILE,
  readWorkResult,
  type WorkResult,
} from '../../core/ci/work-result.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import type { TaskId } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { Artifacts, OpenedArtifact } from '../ports/artifacts.ts';

/** What the jobs of a wave have left, as far as it is theirs. */
export interface WaveResults {
  readonly results: ReadonlyMap<TaskId, ArrivedResult>;
  /** `result-refused`, of each that is not taken. */
  readonly problems: readonly Problem[];
  /** Of tasks that were given out: what their job left is not taken. */
  readonly refused: ReadonlyMap<TaskId, string>;
}

export interface ArrivedResult {
  readonly held: HeldClaim;
  readonly result: WorkResult;
  readonly artifact: string;
  readonly files: OpenedArtifact;
}

const LIMITS = { files: MOST_CHANGES + 10, bytes: LARGEST_WORK + LARGEST_LFS_WORK + LARGEST_RESULT };

/**
 * Reads what came of a wave. Whatever is not as a job of it leaves it is refused by its name, and the rest goes on; nothing of it
 * is in any repository yet.
 */
export async function readResults(wave: GivenWave, artifacts: Artifacts): Promise<WaveResults> {
  const { wanted, refused: foreign } = sortArtifacts(wave, await artifacts.list());
  const problems = [...foreign].map(([artifact, why]) => refusal(artifact, why));
  const refused = new Map<TaskId, string>();
  const opened = new Map<TaskId, ArrivedResult>();
  for (const [task, artifact] of wanted) {
    const held = wave.given.get(task);
    const one = held === undefined ? 'not-given-out' : await openResult(artifacts, { artifact, held });
    if (typeof one !== 'string') opened.set(task, one);
    else {
      refused.set(task, one);
      problems.push(refusal(artifact, one));
    }
  }
  const results = new Map<TaskId, ArrivedResult>();
  const doubled = findDoubled([...opened.values()].map(({ result }) => result.task));
  for (const [task, one] of opened) {
    const why = judgeResult(wave, task, one.result) ?? (doubled.has(task) ? 'doubled' : undefined);
    if (why === undefined) results.set(task, one);
    else {
      refused.set(task, why);
      problems.push(refusal(one.artifact, why));
    }
  }
  return { results, problems, refused };
}

export const refusal = (artifact: string, why: string, paths: readonly string[] = []): Problem =>
  problemOf('result-refused', { artifact, why, paths });

async function openResult(
  artifacts: Artifacts,
  { artifact, held }: Pick<ArrivedResult, 'artifact' | 'held'>,
): Promise<ArrivedResult | string> {
  const files = await artifacts.open(artifact, LIMITS);
  if ('refused' in files) return files.refused;
  const bytes = await files.read(RESULT_FILE, LARGEST_RESULT);
  const read = bytes === undefined ? undefined : readWorkResult(Buffer.from(bytes).toString('utf8'));
  if (read === undefined) return 'unreadable';
  return read.kind === 'result' ? { held, result: read.result, artifact, files } : read.why;
}

/** Where a changed file's bytes are in an artifact. */
export const blobFile = (blob: string): string => `${BLOBS_FOLDER}/${blob}`;

/** Where the contents of a large file are in it. */
export const largeFile = (oid: string): string => `${LFS_FOLDER}/${oid}`;
