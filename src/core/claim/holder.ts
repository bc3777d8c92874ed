/** Who holds a claim. What it takes to call a holder dead differs by kind (DESIGN, "Holders"). */
export type Holder = ProcessHolder | SessionHolder | CiHolder;

/** `run` and `claim -- cmd`: dead once the process of that identity is gone from the same boot and pid namespace. */
export interface ProcessHolder {
  readonly kind: 'process';
  readonly host: string;
  /** As shown to people, e.g. `ana-mbp`. */
  readonly name: string;
  readonly boot: string;
  readonly namespace: string;
  readonly pid: number;
  /** Start time of the process in the system's own unit; tells it from a later process with the same pid. */
  readonly started: string;
}

/** A shell or an agent's session, over many processes: judged by its lease alone. */
export interface SessionHolder {
  readonly kind: 'session';
  readonly id: string;
  readonly name: string;
}

/** A run of CI; never one job. A later attempt takes over the claims of an earlier one. */
export interface CiHolder {
  readonly kind: 'ci';
  readonly repository: string;
  readonly run: string;
  readonly attempt: number;
}

/** Whether a holder is an earlier attempt of the CI run that the other one is: a later attempt takes over its claims. */
export const isEarlierAttempt = (earlier: Holder, later: Holder): boolean =>
  earlier.kind === 'ci' &&
  isSameRun(earlier, later) &&
  later.kind === 'ci' &&
  earlier.attempt < later.attempt;

/** Attempts of one run of one repository. */
export const isSameRun = (one: CiHolder, other: Holder): boolean =>
  other.kind === 'ci' && one.repository === other.repository && one.run === other.run;

/** `ana-mbp`, or `acme/shop run 77.2`: what stands after the agent's name. */
export const holderName = (holder: Holder): string =>
  holder.kind === 'ci' ? `${holder.repository} run ${holder.run}.${holder.attempt}` : holder.name;
