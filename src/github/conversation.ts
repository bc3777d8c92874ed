import type { Octokit } from '@octokit/rest';
import type {
  Comment,
  CommentGuard,
  CommentPage,
  Conversation,
  PullLabel,
  PullRequest,
  PullRequests,
  Replied,
} from '../app/ports/conversation.ts';
import { commentRef } from '../core/claim/refs.ts';
import { type CallBudget, type Caller, makeCaller } from './call-budget.ts';
import type { ApiPlace } from './find-api.ts';
import { openOctokit } from './open-octokit.ts';
import { readAs, readComment, readComments, readLabels, readOpenPulls, readPull } from './read-answers.ts';

export interface ConversationPlace extends Pick<ApiPlace, 'url' | 'token'> {
  readonly owner: string;
  readonly repo: string;
}

const PAGE = 100;
// A conversation has at most 2,500 comments that GitHub's own page shows; whatever answers more goes in circles.
const MOST_PAGES = 60;

// From the ref to the comment it is three calls.
const GUARD_PAUSE_MS = 4_000;

interface Line {
  readonly client: Octokit;
  readonly caller: Caller;
  readonly at: { readonly owner: string; readonly repo: string };
}

/** What GitHub keeps beside the pull requests of one repository. */
export async function githubConversation(
  place: ConversationPlace,
  budget: CallBudget,
): Promise<Conversation> {
  const { owner, repo } = place;
  const line: Line = { client: await openOctokit(place), caller: makeCaller(budget), at: { owner, repo } };
  return {
    comments: commentsOf(line),
    pulls: { read: (pull) => readOne(line, pull), ofBranch: (branch) => findOpen(line, branch) },
    labels: labelsOf(line),
    guard: (pull, head) => guardOf(line, { pull, head, pause: () => budget.wait(GUARD_PAUSE_MS) }),
    calls: line.caller.calls,
  };
}

function commentsOf(line: Line): Conversation['comments'] {
  const { client, caller, at } = line;
  const { issues } = client.rest;
  return {
    list: (pull, fromPage) => listAll(line, pull, fromPage),
    async create(pull, body) {
      const sent = await caller.ask('write', (request) =>
        issues.createComment({ ...at, issue_number: pull, body, request }),
      );
      return readAs(sent, ({ data }) => readComment(data));
    },
    update: async (id, body) =>
      nothingOf(
        await caller.ask('write', (request) =>
          issues.updateComment({ ...at, comment_id: id, body, request }),
        ),
      ),
    remove: async (id) =>
      nothingOf(
        await caller.ask('write', (request) => issues.deleteComment({ ...at, comment_id: id, request })),
      ),
    async whoAmI() {
      const said = await caller.ask('read', (request) =>
        client.graphql<unknown>('{ viewer { login } }', { request }),
      );
      return readAs(said, readViewer);
    },
  };
}

/** By numbers: a link to the next page might lead to another host. */
async function listAll(
  { client, caller, at }: Line,
  pull: number,
  fromPage: number,
): Promise<Replied<CommentPage>> {
  const comments: Comment[] = [];
  let page = fromPage;
  for (; page < fromPage + MOST_PAGES; page++) {
    const query = { ...at, issue_number: pull, per_page: PAGE, page };
    const said = await caller.ask('read', (request) =>
      client.rest.issues.listComments({ ...query, request }),
    );
    const read = readAs(said, ({ data, headers }) => {
      const found = readComments(data);
      return found && { found, more: /rel="next"/.test(String(headers.link ?? '')) };
    });
    if (!read.ok) return read;
    comments.push(...read.value.found);
    if (read.value.found.length === PAGE && !read.value.more) page++; // full: the next one will begin another
    if (!read.value.more || read.value.found.length === 0) break;
  }
  return { ok: true, value: { comments, newestPage: page } };
}

async function readOne({ client, caller, at }: Line, pull: number): Promise<Replied<PullRequest>> {
  const said = await caller.ask('read', (request) =>
    client.rest.pulls.get({ ...at, pull_number: pull, request }),
  );
  return readAs(said, ({ data }) => readPull(data));
}

async function findOpen({ client, caller, at }: Line, branch: string): ReturnType<PullRequests['ofBranch']> {
  const query = { ...at, state: 'open', head: `${at.owner}:${branch}`, per_page: 1 } as const;
  const said = await caller.ask('read', (request) => client.rest.pulls.list({ ...query, request }));
  const read = readAs(said, ({ data }) => readOpenPulls(data));
  return read.ok ? { ok: true, value: read.value[0] } : read;
}

function labelsOf({ client, caller, at }: Line): Conversation['labels'] {
  const { issues } = client.rest;
  return {
    async add(pull, names) {
      const ask = { ...at, issue_number: pull, labels: [...names] };
      const said = await caller.ask('write', (request) => issues.addLabels({ ...ask, request }));
      return readAs<{ readonly data: unknown }, readonly PullLabel[]>(said, ({ data }) => readLabels(data));
    },
    remove: async (pull, name) =>
      nothingOf(
        await caller.ask('write', (request) =>
          issues.removeLabel({ ...at, issue_number: pull, name, request }),
        ),
      ),
    describe: async ({ name, description, color }) =>
      nothingOf(
        await caller.ask('write', (request) =>
          issues.updateLabel({ ...at, name, description, color, request }),
        ),
      ),
  };
}

function guardOf(
  { client, caller, at }: Line,
  ask: { readonly pull: number; readonly head: string; readonly pause: () => Promise<void> },
): CommentGuard {
  const ref = commentRef(ask.pull);
  return {
    async take() {
      const made = { ...at, ref, sha: ask.head };
      const said = await caller.ask('write', (request) => client.rest.git.createRef({ ...made, request }));
      if (said.ok) return 'taken';
      // 422: it is there. Any other refusal: no refs from this token.
      return ['refused', 'lost'].includes(said.failure.kind) ? 'held' : 'unguarded';
    },
    async drop() {
      const gone = { ...at, ref: ref.slice('refs/'.length) };
      await caller.ask('write', (request) => client.rest.git.deleteRef({ ...gone, request }));
    },
    pause: ask.pause,
  };
}

const nothingOf = (said: Replied<unknown>): Replied<void> =>
  said.ok ? { ok: true, value: undefined } : said;

function readViewer(data: unknown): string | undefined {
  const viewer = typeof data === 'object' && data !== null && 'viewer' in data ? data.viewer : undefined;
  const login = typeof viewer === 'object' && viewer !== null && 'login' in viewer ? viewer.login : undefined;
  return typeof login === 'string' ? login : undefined;
}
