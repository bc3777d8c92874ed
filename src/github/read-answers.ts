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

const toPull = ({ state, head, labels }: v.InferOutput<typeof pull>): PullRequest => ({
  head: head.sha,
  isOpen: state === 'open',
  labels: labels.map(toLabel),
});

/** What stands in data that has this shape; undefined for any other. */
const readerOf =
  <S extends v.GenericSchema, T>(schema: S, to: (answer: v.InferOutput<S>) => T) =>
  (data: unknown): T | undefined => {
    const read = v.safeParse(schema, data);
    return read.success ? to(read.output) : undefined;
  };

export const readComment = readerOf(comment, toComment);
export const readComments = readerOf(v.array(comment), (all) => all.map(toComment));
export const readLabels = readerOf(v.array(label), (all) => all.map(toLabel));
export const readPull = readerOf(pull, toPull);
export const readOpenPull = readerOf(openPull, toOpenPull);
export const readOpenPulls = readerOf(v.array(openPull), (all) => all.map(toOpenPull));

/** An answer that is not what was asked for (a page of a proxy) counts as none. */
export function readAs<A, T>(said: Replied<A>, read: (answer: A) => T | undefined): Replied<T> {
  if (!said.ok) return said;
  const value = read(said.value);
  return value === undefined ? { ok: false, failure: { kind: 'lost' } } : { ok: true, value };
}
