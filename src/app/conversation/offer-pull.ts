import type { ForgeFailure, Replied } from '../ports/conversation.ts';
import type { OpenPull, PullOffers, PullWay } from '../ports/pull-offers.ts';

export type Offered =
  | {
      readonly kind: 'opened' | 'updated' | 'there';
      readonly pull: Pick<OpenPull, 'number' | 'url'>;
    }
  | { readonly kind: 'failed'; readonly failure: ForgeFailure };

export interface PullWords {
  readonly title: string;
  readonly body: string;
  /** Whether a text is one of ours: what a person has written instead is left alone. */
  readonly isOurs: (body: string) => boolean;
}

/** One open pull request for a result branch: looked for first, opened where there is none, its text brought up to date. */
export async function offerPull(offers: PullOffers, way: PullWay, words: PullWords): Promise<Offered> {
  const found = await offers.find(way);
  if (!found.ok) return failed(found);
  if (found.value !== undefined) return update(offers, found.value, words);
  const opened = await offers.open(way, words);
  if (opened.ok) return { kind: 'opened', pull: opened.value };
  if (opened.failure.kind !== 'lost' && opened.failure.kind !== 'refused') return failed(opened);
  // it may have been opened all the same, or by somebody else at this moment
  const again = await offers.find(way);
  return again.ok && again.value !== undefined ? { kind: 'opened', pull: again.value } : failed(opened);
}

async function update(offers: PullOffers, pull: OpenPull, { body, isOurs }: PullWords): Promise<Offered> {
  if (!isOurs(pull.body) || plain(pull.body) === plain(body)) return { kind: 'there', pull };
  const described = await offers.describe(pull.number, body);
  return described.ok ? { kind: 'updated', pull } : { kind: 'there', pull };
}

const plain = (body: string): string => body.replaceAll('\r\n', '\n').trim();

const failed = ({ failure }: Extract<Replied<unknown>, { readonly ok: false }>): Offered => ({
  kind: 'failed',
  failure,
});
