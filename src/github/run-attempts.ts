import type { AttemptStanding, Forge } from '../app/ports/forge.ts';
import type { CiHolder } from '../core/claim/holder.ts';
import type { ApiPlace } from './find-api.ts';
import { openOctokit } from './open-octokit.ts';

export interface AttemptQuestions extends ApiPlace {
  /** The table that claims are on, as people read it: only its own repository is asked about. */
  readonly table: string;
  readonly timeoutMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
}

const TIMEOUT_MS = 3_000;
// An attempt that has ended stays ended; everything else is asked again, but not with every look of a waiting command.
const RUNNING_FOR_MS = 15_000;
const UNKNOWN_FOR_MS = 30_000;
const MOST_IN_A_MINUTE = 30;

/** What GitHub says of run attempts: `GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}`. */
export function githubForge(ask: AttemptQuestions): Forge {
  const now = ask.now ?? (() => performance.now());
  const known = new Map<string, { readonly answer: Promise<AttemptStanding>; until: number }>();
  let asked: readonly number[] = [];
  let silentUntil = Number.NEGATIVE_INFINITY;

  const question = async (holder: CiHolder): Promise<AttemptStanding> => {
    const { standing, silentMs } = await askOnce(ask, holder);
    if (silentMs > 0) silentUntil = Math.max(silentUntil, now() + silentMs);
    return standing;
  };
  return {
    async isAttemptOver(holder) {
      if (!isOurs(ask, holder)) return 'unknown';
      const key = JSON.stringify([holder.repository, holder.run, holder.attempt]);
      const before = known.get(key);
      if (before && now() < before.until) return before.answer;
      asked = asked.filter((at) => now() - at < 60_000);
      if (now() < silentUntil || asked.length >= MOST_IN_A_MINUTE) return 'unknown';
      asked = [...asked, now()];
      const entry = { answer: question(holder), until: Number.POSITIVE_INFINITY };
      known.set(key, entry);
      const standing = await entry.answer;
      if (standing !== 'over')
        entry.until = now() + (standing === 'running' ? RUNNING_FOR_MS : UNKNOWN_FOR_MS);
      return standing;
    },
  };
}

/** Whoever can push can write a record: only what can be an attempt of the table's own repository becomes a request. */
const isOurs = ({ table, host }: AttemptQuestions, { repository, run, attempt }: CiHolder): boolean =>
  /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository) &&
  !/(^|\/)\.{1,2}($|\/)/.test(repository) &&
  /^[1-9]\d{0,14}$/.test(run) &&
  Number.isSafeInteger(attempt) &&
  attempt > 0 &&
  `${host}/${repository}`.toLowerCase() === table.toLowerCase();

interface Answer {
  readonly standing: AttemptStanding;
  /** How long the host wants, or deserves, no further question. */
  readonly silentMs: number;
}

async function askOnce(ask: AttemptQuestions, holder: CiHolder): Promise<Answer> {
  const [owner = '', repo = ''] = holder.repository.split('/');
  try {
    const octokit = await openOctokit(ask);
    const { data } = await octokit.rest.actions.getWorkflowRunAttempt({
      owner,
      repo,
      run_id: Number(holder.run),
      attempt_number: holder.attempt,
      exclude_pull_requests: true,
      request: { signal: AbortSignal.timeout(ask.timeoutMs ?? TIMEOUT_MS) },
    });
    return { standing: judge(data, holder), silentMs: 0 };
  } catch (error) {
    return { standing: 'unknown', silentMs: silenceAfter(error) };
  }
}

/** The answer must be about the very attempt that was asked about. */
function judge(data: unknown, holder: CiHolder): AttemptStanding {
  if (typeof data !== 'object' || data === null || !('id' in data) || !('status' in data)) return 'unknown';
  const attempt = 'run_attempt' in data ? data.run_attempt : undefined;
  if (String(data.id) !== holder.run || attempt !== holder.attempt) return 'unknown';
  if (typeof data.status !== 'string') return 'unknown';
  return data.status === 'completed' ? 'over' : 'running';
}

const SILENT_MS = 60_000;

/** Not answered, not allowed, or too many questions: one more would not help. A run that is not known (404) is one run's. */
function silenceAfter(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return SILENT_MS;
  if (error.status === 404) return 0;
  const response = 'response' in error ? error.response : undefined;
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : undefined;
  const wanted =
    typeof headers === 'object' && headers !== null && 'retry-after' in headers ? headers['retry-after'] : 0;
  return Math.max(SILENT_MS, (Number(wanted) || 0) * 1000);
}
