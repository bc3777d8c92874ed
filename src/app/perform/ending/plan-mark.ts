import type { Oid, RefName } from '../../../core/model/ids.ts';

/** The run's plan ref, and where it was seen last: who ends the run moves it from exactly there. */
export interface PlanMark {
  readonly ref: RefName;
  readonly tip: Oid;
  seen(tip: Oid): void;
}

export function planMark(ref: RefName, first: Oid): PlanMark {
  let tip = first;
  return {
    ref,
    get tip() {
      return tip;
    },
    seen(now) {
      tip = now;
    },
  };
}
