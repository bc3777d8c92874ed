/** Who holds a claim. What it takes to call a holder dead differs by kind (docs/protocol.md, "The life of a claim"). */
export type Holder = ProcessHolder | SessionHolder | CiHolder;

/** `run` and `claim -- cmd`: dead once the process of that identity is gone from the same boot and pid namespace. */
export interface ProcessHolder {
  readonly kind: 'process';
  readonly host: string;
  /** Who works where, as shown to people (`nameHolder`). */
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
  /** Who works where, as shown to people (`nameHolder`). */
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

const LONGEST_USER = 60;
const LONGEST_PLACE = 120;

/** `Ana, fix/422`: a person and the branch, or the folder where no branch is checked out. Never an e-mail address. */
export function nameHolder(ask: { readonly user: string; readonly place: string }): string {
  const bare = ask.user.replaceAll(/<[^>]*>?/g, '').replaceAll(/@\S*/g, '');
  const user = bare.trim().slice(0, LONGEST_USER).toWellFormed() || 'somebody';
  const place = ask.place.slice(0, LONGEST_PLACE).toWellFormed();
  return place === '' ? user : `${user}, ${place}`;
}

/** `Ana, fix/422`, or `acme/shop run 77.2`: what stands beside the agent's name. Raw: anybody may have written it. */
export const holderName = (holder: Holder): string =>
  holder.kind === 'ci' ? `${holder.repository} run ${holder.run}.${holder.attempt}` : holder.name;

/** `claude (Ana, fix/422)`, or without an agent `Ana, fix/422`. Raw. */
export const whoHolds = (of: { readonly holder: Holder; readonly agent?: string }): string =>
  of.agent === undefined ? holderName(of.holder) : `${of.agent} (${holderName(of.holder)})`;

/** Who a holder is, whatever it is called now: the branch of a session changes, and its claims stay its own. */
export function holderKey(holder: Holder): string {
  if (holder.kind === 'ci') return JSON.stringify(holder);
  return JSON.stringify({ ...holder, name: undefined });
}
