import type { OpenPull, PullOffers } from '../app/ports/pull-offers.ts';
import { type CallBudget, makeCaller } from './call-budget.ts';
import type { ConversationPlace } from './conversation.ts';
import { openOctokit } from './open-octokit.ts';
import { readAs, readOpenPull, readOpenPulls } from './read-answers.ts';

/** `GET`, `POST /repos/{owner}/{repo}/pulls` and `PATCH …/pulls/{pull_number}`, of the repository's own branches. */
export async function githubPullOffers(place: ConversationPlace, budget: CallBudget): Promise<PullOffers> {
  const { owner, repo } = place;
  const at = { owner, repo };
  const { rest } = await openOctokit(place);
  const caller = makeCaller(budget);
  return {
    async find({ head, base }) {
      const query = { ...at, state: 'open', head: `${owner}:${head}`, base, per_page: 1 } as const;
      const said = await caller.ask('read', (request) => rest.pulls.list({ ...query, request }));
      const read = readAs(said, ({ data }) => readOpenPulls(data));
      return read.ok ? { ok: true, value: read.value[0] } : read;
    },
    async open(way, words) {
      const said = await caller.ask('write', (request) =>
        rest.pulls.create({ ...at, ...way, ...words, request }),
      );
      return readAs<{ readonly data: unknown }, OpenPull>(said, ({ data }) => readOpenPull(data));
    },
    async describe(pull, body) {
      const said = await caller.ask('write', (request) =>
        rest.pulls.update({ ...at, pull_number: pull, body, request }),
      );
      return said.ok ? { ok: true, value: undefined } : said;
    },
  };
}
