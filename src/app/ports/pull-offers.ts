import type { Replied } from './conversation.ts';

/** A pull request of this repository that is open, from one of its branches to another. */
export interface OpenPull {
  readonly number: number;
  /** Its page. */
  readonly url: string;
  readonly body: string;
  /** Its newest commit. */
  readonly head: string;
}

export interface PullWay {
  /** Short names. */
  readonly head: string;
  readonly base: string;
}

/** Pull requests as somebody opens them. */
export interface PullOffers {
  find(way: PullWay): Promise<Replied<OpenPull | undefined>>;
  /** Sent once: where the answer is lost, look before opening another. */
  open(way: PullWay, words: { readonly title: string; readonly body: string }): Promise<Replied<OpenPull>>;
  describe(pull: number, body: string): Promise<Replied<void>>;
}
