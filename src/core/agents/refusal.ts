/** Why a vendor does not let an agent work, whatever its task is. */
export type RefusalKind = 'not-logged-in' | 'out-of-credit' | 'rate-limited';

export interface Refusal {
  readonly kind: RefusalKind;
  /** The vendor's own words, one line. */
  readonly said: string;
  /** How long it asks to wait; absent: it does not say. */
  readonly waitMs?: number;
}
