import type { Choices } from './choices.ts';

/** What may become of one request; the dull one, `well`, takes what the others leave of a hundred. */
export type RequestFate =
  | 'well'
  /** Never sent, and the sender knows. */
  | 'not-sent'
  | 'request-lost'
  | 'reply-lost'
  /** The sender gives up; the request arrives when it likes, perhaps leases later. */
  | 'late'
  /** Arrives twice; the first answer counts. */
  | 'duplicated'
  /** The connection breaks before the answer, and libcurl sends again by itself: the second answer counts. */
  | 'resent'
  /** The server applies it, dies before it has answered, and stays away for a while. */
  | 'taken'
  /** The server moves some of the refs and dies. */
  | 'half'
  /** The server moves ref by ref while others look and push; it may die on the way. */
  | 'slow';

export type RequestFaults = Readonly<Partial<Record<Exclude<RequestFate, 'well'>, number>>>;

/** Chances in a hundred. */
export interface FaultRates {
  readonly request: RequestFaults;
  readonly listingTorn: number;
  readonly listingFails: number;
}

export const NO_FAULTS: FaultRates = { request: {}, listingTorn: 0, listingFails: 0 };

/** Everything at once. */
export const ALL_FAULTS: FaultRates = {
  request: {
    'not-sent': 2,
    'request-lost': 5,
    'reply-lost': 6,
    late: 6,
    duplicated: 4,
    resent: 4,
    half: 7,
    slow: 8,
  },
  listingTorn: 25,
  listingFails: 3,
};

export function drawFate(choices: Choices, faults: RequestFaults): RequestFate {
  let drawn = 99 - choices.below(100);
  for (const fate of FATES) {
    drawn -= faults[fate] ?? 0;
    if (drawn < 0) return fate;
  }
  return 'well';
}

export const drawChance = (choices: Choices, inAHundred: number): boolean =>
  inAHundred > 0 && choices.below(100) >= 100 - inAHundred;

const FATES = [
  'taken',
  'half',
  'slow',
  'late',
  'reply-lost',
  'request-lost',
  'duplicated',
  'resent',
  'not-sent',
] as const;
