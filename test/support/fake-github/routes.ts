import { execFileSync } from 'node:child_process';
import type { Call, Reply } from './call.ts';
import { answerOf } from './description.ts';
import { dispatchWorkflow, listDispatched } from './dispatches.ts';
import { createPull, describePull, listPulls } from './pulls.ts';
import { createRef, deleteRef } from './refs.ts';
import {
  type FakeComment,
  type FakeLabel,
  type FakePull,
  type FakeToken,
  type FakeWorld,
  labelOf,
  writeComment,
} from './world.ts';

const NO_ACCESS: Reply = {
  status: 403,
  answer: {
    message: 'Resource not accessible by integration',
    documentation_url: 'https://docs.github.com/',
    status: '403',
  },
};
const NOT_FOUND: Reply = { status: 404, answer: { message: 'Not Found', status: '404' } };
const invalid = (resource: string, code: string): Reply => ({
  status: 422,
  answer: { message: 'Validation Failed', errors: [{ resource, code, field: 'name' }], status: '422' },
});

type Handler = (call: Call, ...parts: readonly string[]) => Reply;

/** GitHub's answers for the operations that we use, each with the permission that it takes. */
const ROUTES: readonly (readonly [method: string, path: RegExp, may: 'read' | 'write', handler: Handler])[] =
  [
    ['GET', /^\/pulls$/, 'read', listPulls],
    ['POST', /^\/pulls$/, 'write', createPull],
    ['PATCH', /^\/pulls\/(\d+)$/, 'write', describePull],
    ['GET', /^\/pulls\/(\d+)$/, 'read', getPull],
    ['GET', /^\/issues\/(\d+)\/comments$/, 'read', listComments],
    ['POST', /^\/issues\/(\d+)\/comments$/, 'write', createComment],
    ['PATCH', /^\/issues\/comments\/(\d+)$/, 'write', updateComment],
    ['DELETE', /^\/issues\/comments\/(\d+)$/, 'write', deleteComment],
    ['POST', /^\/issues\/(\d+)\/labels$/, 'write', addLabels],
    ['DELETE', /^\/issues\/(\d+)\/labels\/([^/]+)$/, 'write', removeLabel],
    ['PATCH', /^\/labels\/([^/]+)$/, 'write', updateLabel],
    ['POST', /^\/actions\/workflows\/([^/]+)\/dispatches$/, 'write', dispatchWorkflow],
    ['GET', /^\/actions\/workflows\/([^/]+)\/runs$/, 'read', listDispatched],
    ['POST', /^\/git\/refs$/, 'write', createRef],
    ['DELETE', /^\/git\/refs\/(.+)$/, 'write', deleteRef],
  ];

export function answerCall(call: Call): Reply {
  for (const [method, path, may, handler] of ROUTES) {
    const match = method === call.method ? path.exec(call.rest) : null;
    if (!match) continue;
    const has = call.who.may[areaOf(call.rest)];
    return has === 'write' || has === may ? handler(call, ...match.slice(1)) : NO_ACCESS;
  }
  return NOT_FOUND;
}

/** The permission that a path takes. */
const areaOf = (rest: string): keyof FakeToken['may'] =>
  rest.startsWith('/git/') ? 'contents' : rest.startsWith('/actions/') ? 'actions' : 'pulls';

/** The one document that is sent to it. */
export const answerGraphql = ({ login }: FakeToken, { query }: Readonly<Record<string, unknown>>): Reply =>
  /^\s*(query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(String(query))
    ? { status: 200, answer: { data: { viewer: { login } } } }
    : { status: 200, answer: { errors: [{ message: 'the double does not know this query' }] } };

function getPull({ world }: Call, number = ''): Reply {
  const pull = world.pulls.get(Number(number));
  if (!pull) return NOT_FOUND;
  const sha = execFileSync('git', ['rev-parse', `refs/heads/${pull.branch}`], {
    cwd: world.bare,
    encoding: 'utf8',
  }).trim();
  const whole = answerOf('pull-request', {});
  return {
    status: 200,
    answer: {
      ...whole,
      number: Number(number),
      state: pull.state,
      locked: pull.locked,
      title: pull.title,
      head: { ...(whole['head'] as object), sha, ref: pull.branch },
      base: { ...(whole['base'] as object), ref: pull.base },
      labels: pull.labels.map((name) => shownLabel(world, labelOf(world, name))),
      comments: world.comments.filter((comment) => comment.pull === Number(number)).length,
    },
  };
}

const shownLabel = ({ owner, repo }: FakeWorld, { name, color, description }: FakeLabel) =>
  answerOf('label', {
    url: `https://api.github.com/repos/${owner}/${repo}/labels/x`,
    name,
    color,
    description,
    default: false,
  });

const shownComment = ({ id, login, body }: FakeComment) =>
  answerOf('issue-comment', {
    id,
    body,
    user: answerOf('simple-user', { login, type: login.endsWith('[bot]') ? 'Bot' : 'User' }),
  });

function listComments({ world, query }: Call, number = ''): Reply {
  if (!world.pulls.has(Number(number))) return NOT_FOUND;
  const all = world.comments.filter(({ pull }) => pull === Number(number));
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const page = Number(query.get('page') ?? 1);
  const more = page * size < all.length;
  const link = `<https://elsewhere.invalid/steal?page=${page + 1}>; rel="next"`;
  return {
    status: 200,
    answer: all.slice((page - 1) * size, page * size).map(shownComment),
    ...(more ? { headers: { link } } : {}),
  };
}

function createComment({ world, who, body }: Call, number = ''): Reply {
  const pull = world.pulls.get(Number(number));
  if (!pull) return NOT_FOUND;
  if (pull.locked)
    return {
      status: 403,
      answer: { message: 'Unable to create comment because issue is locked.', status: '403' },
    };
  if (typeof body['body'] !== 'string' || body['body'].length > 65_536)
    return invalid('IssueComment', 'unprocessable');
  const comment = writeComment(world, { pull: Number(number), login: who.login, body: body['body'] });
  return { status: 201, answer: shownComment(comment), headers: { location: 'https://example.invalid/' } };
}

function updateComment({ world, body }: Call, id = ''): Reply {
  const comment = world.comments.find((one) => one.id === Number(id));
  if (!comment) return NOT_FOUND;
  if (typeof body['body'] !== 'string' || body['body'].length > 65_536)
    return invalid('IssueComment', 'unprocessable');
  comment.body = body['body'];
  return { status: 200, answer: shownComment(comment) };
}

function deleteComment({ world }: Call, id = ''): Reply {
  const at = world.comments.findIndex((one) => one.id === Number(id));
  if (at < 0) return NOT_FOUND;
  world.comments.splice(at, 1);
  return { status: 204 };
}

function addLabels({ world, body }: Call, number = ''): Reply {
  const pull = world.pulls.get(Number(number));
  if (!pull) return NOT_FOUND;
  const names = (body['labels'] as string[]).map(String);
  if (names.some((name) => name.length > 50 || name === '')) return invalid('Label', 'invalid');
  for (const name of names) {
    const label = labelOf(world, name);
    if (!pull.labels.includes(label.name)) pull.labels = [...pull.labels, label.name];
  }
  if (pull.labels.length > 100) return invalid('Issue', 'too_many');
  return { status: 200, answer: pull.labels.map((name) => shownLabel(world, labelOf(world, name))) };
}

function removeLabel({ world }: Call, number = '', encoded = ''): Reply {
  const pull: FakePull | undefined = world.pulls.get(Number(number));
  const name = decodeURIComponent(encoded).toLowerCase();
  if (!pull?.labels.some((one) => one.toLowerCase() === name)) return NOT_FOUND;
  pull.labels = pull.labels.filter((one) => one.toLowerCase() !== name);
  return { status: 200, answer: pull.labels.map((one) => shownLabel(world, labelOf(world, one))) };
}

function updateLabel({ world, body }: Call, encoded = ''): Reply {
  const label = world.labels.get(decodeURIComponent(encoded).toLowerCase());
  if (!label) return NOT_FOUND;
  if (typeof body['description'] === 'string') label.description = body['description'];
  if (typeof body['color'] === 'string') label.color = body['color'];
  return { status: 200, answer: shownLabel(world, label) };
}
