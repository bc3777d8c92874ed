import type { Octokit } from '@octokit/rest';
import type { ApiPlace } from './find-api.ts';

const silence = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** GitHub's client for this host and token, loaded where it is needed only; what it would log is ours to say. */
export async function openOctokit({ token, url }: Pick<ApiPlace, 'token' | 'url'>): Promise<Octokit> {
  const { Octokit: Client } = await import('@octokit/rest');
  return new Client({ auth: token, baseUrl: url, userAgent: 'agentic-plan', log: silence });
}
