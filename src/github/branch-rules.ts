import type { BranchRule } from '../core/run/judge-branch-rules.ts';
import type { ApiPlace } from './find-api.ts';
import { openOctokit } from './open-octokit.ts';
import { repositoryOf } from './repository-of.ts';

export interface RulesQuestion extends ApiPlace {
  /** The table, as people read it: only its own repository is asked about. */
  readonly table: string;
  /** `agentic/feature-login` */
  readonly branch: string;
  /** For all questions together. */
  readonly timeoutMs: number;
}

/**
 * The rules that hold for pushes to a branch, whether or not it is there, without those that whoever asks may bypass:
 * `GET /repos/{owner}/{repo}/rules/branches/{branch}` and, for each rule set that there is a rule of,
 * `GET /repos/{owner}/{repo}/rulesets/{ruleset_id}`. Nothing where the host does not say, or not in time.
 */
export async function readBranchRules(ask: RulesQuestion): Promise<readonly BranchRule[]> {
  const place = repositoryOf(ask.host, ask.table);
  if (place === undefined) return [];
  const { owner, repo } = place;
  const signal = AbortSignal.timeout(ask.timeoutMs);
  try {
    const octokit = await openOctokit(ask);
    const request = { signal };
    const { data } = await octokit.rest.repos.getBranchRules({
      owner,
      repo,
      branch: ask.branch,
      per_page: 100,
      request,
    });
    const found: readonly FoundRule[] = Array.isArray(data) ? data.flatMap(readRule) : [];
    const open = new Set<number>();
    for (const id of new Set(found.flatMap(({ set }) => set ?? []))) {
      const answer = await octokit.rest.repos
        .getRepoRuleset({ owner, repo, ruleset_id: id, request })
        .catch(() => undefined);
      if (mayBypass(answer?.data)) open.add(id);
    }
    return found.filter(({ set }) => set === undefined || !open.has(set));
  } catch {
    return []; // it is asked for courtesy: a push will tell
  }
}

type FoundRule = BranchRule & { readonly set: number | undefined };

function readRule(value: unknown): readonly FoundRule[] {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
    return [];
  const parameters = 'parameters' in value ? value.parameters : undefined;
  const set = 'ruleset_id' in value ? value.ruleset_id : undefined;
  return [
    {
      type: value.type,
      parameters:
        typeof parameters === 'object' && parameters !== null
          ? Object.fromEntries(Object.entries(parameters))
          : {},
      set: typeof set === 'number' && Number.isSafeInteger(set) ? set : undefined,
    },
  ];
}

const mayBypass = (ruleset: unknown): boolean =>
  typeof ruleset === 'object' &&
  ruleset !== null &&
  'current_user_can_bypass' in ruleset &&
  ruleset.current_user_can_bypass === 'always';
