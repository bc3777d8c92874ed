import * as v from 'valibot';
import type { Comment, PullLabel, PullRequest, Replied } from '../app/ports/conversation.ts';
import type { OpenPull } from '../app/ports/pull-offers.ts';

// What the client's types promise is not what every proxy and server between us and the host gives.

const comment = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  body: v.optional(v.nullable(v.string())),
  user: v.optional(v.nullable(v.object({ login: v.string() }))),
});
const label = v.union([
  v.object({ name: v.string(), description: v.optional(v.nullable(v.string())) }),
  v.pipe(
    v.string(),
    v.transform((name) => ({ name, description: '' })),
  ),
]);
const pull = v.object({
  state: v.string(),
  head: v.object({ sha: v.string() }),
  labels: v.optional(v.array(label), []),
});

const openPull = v.object({
  number: v.pipe(v.number(), v.safeInteger()),
  html_url: v.string(),
  body: v.optional(v.nullable(v.string())),
  head: v.object({ sha: v.string() }),
});

const toOpenPull = ({ number, html_url: url, body, head }: v.InferOutput<typeof openPull>): OpenPull => ({
  number,
  url,
  body: body ?? '',
  head: head.sha,
});

const toComment = ({ id, body, user }: v.InferOutput<typeof comment>): Comment => ({
  id,
  author: user?.login ?? '',
  body: body ?? '',
});

const toLabel = ({ name, description }: v.InferOutput<typeof label>): PullLabel => ({
  name,
  description: description ?? '',
});

/** Undefined where the data is no comment. */
export function readComment(data: unknown): Comment | undefined {
  const read = v.safeParse(comment, data);
  return read.success ? toComment(read.output) : undefined;
}

export function readComments(data: unknown): readonly Comment[] | undefined {
  const read = v.safeParse(v.array(comment), data);
  return read.success ? read.output.map(toComment) : undefined;
}

export function readLabels(data: unknown): readonly PullLabel[] | undefined {
  const read = v.safeParse(v.array(label), data);
  return read.success ? read.output.map(toLabel) : undefined;
}

export function readPull(data: unknown): PullRequest | undefined {
  const read = v.safeParse(pull, data);
  if (!read.success) return undefined;
  const { state, head, labels } = read.output;
  return { head: head.sha, isOpen: state === 'open', labels: labels.map(toLabel) };
}

export function readOpenPull(data: unknown): OpenPull | undefined {
  const read = v.safeParse(openPull, data);
  return read.success ? toOpenPull(read.output) : undefined;
}

export function readOpenPulls(data: unknown): readonly OpenPull[] | undefined {
  const read = v.safeParse(v.array(openPull), data);
  return read.success ? read.output.map(toOpenPull) : undefined;
}

/** An answer that is not what was asked for (a page of a proxy) counts as none. */
export function readAs<A, T>(said: Replied<A>, read: (answer: A) => T | undefined): Replied<T> {
  if (!said.ok) return said;
  const value = read(said.value);
  return value === undefined ? { ok: false, failure: { kind: 'lost' } } : { ok: true, value };
}
