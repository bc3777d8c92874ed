import { setTimeout as sleep } from 'node:timers/promises';
import type { Offered } from '../../app/conversation/offer-pull.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { PublishSettings } from '../../core/model/settings.ts';
import type { ApiPlace } from '../../github/find-api.ts';
import { type PulledTask, pullWords } from '../../report/run/pull-words.ts';

const BUDGET = { totalMs: 30_000, callMs: 15_000 };

export interface ResultOffer {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly publish: Pick<PublishSettings, 'to'>;
  /** The table of the branches, as people read it: `github.com/acme/shop`. */
  readonly table: string;
  /** Short names. */
  readonly branch: string;
  readonly target: string;
  readonly run: string;
  readonly tasks: readonly PulledTask[];
}

/** A pull request for the result, or why there is none. */
export interface ResultPull {
  readonly pull?: {
    readonly number: number;
    readonly url: string;
    readonly how: 'opened' | 'updated' | 'there';
  };
  readonly problem?: Problem;
}

/** Opens the pull request of a result branch that was just moved, or brings its text up to date, where that is wanted. */
export async function offerResult(offer: ResultOffer): Promise<ResultPull> {
  const { env, publish, table, branch, target, run, tasks } = offer;
  if (publish.to !== 'pull-request') return {};
  const [{ findApi, webOf }, { repositoryOf }] = await Promise.all([
    import('../../github/find-api.ts'),
    import('../../github/repository-of.ts'),
  ]);
  const api = findApi(env);
  const host = api?.host ?? webOf(env).host;
  const place = repositoryOf(host, table);
  const notOpened = (why: NotOpened, link = ''): ResultPull => ({
    problem: problemOf('pull-request-not-opened', { branch, base: target, why, link }),
  });
  if (place === undefined) return notOpened('no-host');
  const way = [target, branch].map((name) => name.split('/').map(encodeURIComponent).join('/')).join('...');
  const link = `${webOf(env).url}/${place.owner}/${place.repo}/compare/${way}?expand=1`;
  if (api === undefined) return notOpened('no-token', link);
  const words = pullWords({ target, run, tasks });
  const offered = await offerAt({ ...api, ...place }, { head: branch, base: target }, words);
  return offered.kind === 'failed'
    ? notOpened(WHY[offered.failure.kind], link)
    : { pull: { number: offered.pull.number, url: offered.pull.url, how: offered.kind } };
}

type NotOpened = 'no-token' | 'not-allowed' | 'refused' | 'no-answer' | 'no-host';

const WHY = {
  'not-allowed': 'not-allowed',
  'not-there': 'not-allowed',
  refused: 'refused',
  busy: 'no-answer',
  lost: 'no-answer',
} as const satisfies Record<Extract<Offered, { kind: 'failed' }>['failure']['kind'], NotOpened>;

async function offerAt(
  place: ApiPlace & { readonly owner: string; readonly repo: string },
  way: { readonly head: string; readonly base: string },
  words: ReturnType<typeof pullWords>,
): Promise<Offered> {
  const [{ githubPullOffers }, { offerPull }] = await Promise.all([
    import('../../github/pull-offers.ts'),
    import('../../app/conversation/offer-pull.ts'),
  ]);
  const wait = (ms: number): Promise<void> => sleep(ms);
  const offers = await githubPullOffers(place, { ...BUDGET, now: () => performance.now(), wait });
  return offerPull(offers, way, words);
}
