import type { Dependency } from '../../core/model/plan.ts';
import type { ExposedSurface, PlanReason, PriorityPart, PriorityReason } from '../../core/model/reasons.ts';
import type { LineRisk } from '../../core/model/risks.ts';
import type { WallTime } from '../../core/model/time.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { clock } from '../times.ts';

/** How a screen names another task, and when it was looked at: times of that day are a clock's. */
export interface ReasonPlace {
  readonly nameTask: (id: string) => string;
  readonly asOf: WallTime;
}

/** Raw text, escaped where it is printed. */
export function planReasonText(reason: PlanReason, { nameTask, asOf }: ReasonPlace): string {
  switch (reason.kind) {
    case 'no-agents':
      return 'nobody does it: no agent is configured, and none was found on PATH';
    case 'nobody-fits':
      return `nobody does it: the agent that comes nearest lacks ${missingText(reason.missing)}`;
    case 'asked-for':
      return `${reason.agent} was asked for by name`;
    case 'role-unplayed':
      return `nobody plays the role ${reason.role} yet`;
    case 'only-agent':
      return `${reason.agent} is the only agent that may do it`;
    case 'suits-best':
      return `${reason.agent} suits it best of those free at minute ${reason.start}; ${reason.others.join(', ')} may do it, too`;
    case 'starts-after':
      return `it starts after ${nameTask(reason.task)}, ${ORDER[reason.why]}`;
    case 'waits-for-claim':
      return `it waits for ${reason.claim}: ${reason.holder} holds its files until ${clock(reason.until, asOf)}`;
    case 'all-busy':
      return `it could start at minute ${reason.ready}, and starts at ${reason.start}: until then everybody is busy`;
    default:
      return unreachable(reason);
  }
}

const ORDER: Readonly<Record<Dependency['why'], string>> = {
  needs: 'which it needs',
  after: 'whose result it wants',
  kind: 'since tasks of its kind use what that one leaves for the same files',
  files: 'since both touch the same files',
};

/** `60 (base of security-audit) + 15 (authentication)` */
export const prioritySumText = (parts: readonly PriorityPart[]): string =>
  parts
    .map(({ reason, points }, at) => `${signOf(points, at)}${Math.abs(points)} (${priorityText(reason)})`)
    .join('');

const signOf = (points: number, at: number): string => (at === 0 ? '' : points < 0 ? ' − ' : ' + ');

function priorityText(reason: PriorityReason): string {
  switch (reason.kind) {
    case 'base':
      return `base of ${reason.of}`;
    case 'workflow':
      return `workflow ${reason.workflow}`;
    case 'given':
      return `given in ${reason.file}`;
    case 'not-given':
      return 'none given';
    case 'surface':
      return SURFACES[reason.surface];
    case 'risk':
      return RISK_NAMES[reason.risk];
    case 'said':
      return 'a commit says to be about security';
    case 'unseen-bytes':
      return 'bytes that no diff shows';
    case 'data-migration':
      return 'data that is there is changed';
    case 'test-removed':
      return 'a test is gone';
    case 'mends-fault':
      return 'it mends a fault';
    case 'much-untested':
      return 'much of it';
    case 'major-version':
      return 'another major version';
    case 'known-vulnerability':
      return 'a known vulnerability';
    case 'reported-error':
      return 'reported as an error';
    case 'older-report':
      return 'the report is older than the change';
    case 'only-moved':
      return 'lines only moved';
    case 'doubt':
      return 'only names are known';
    case 'dependencies-moved':
      return `${reason.count} dependencies moved`;
    case 'very-large-change':
      return 'very large change';
    case 'risky-places':
      return 'risky places';
    case 'far-below-target':
      return 'far below the target';
    case 'outdated-documents':
      return 'documents say what is no longer so';
    case 'goal-topic':
      return `the goal speaks of ${reason.word}`;
    case 'goal-path':
      return `the goal names ${reason.word}`;
    default:
      return unreachable(reason);
  }
}

const RISK_NAMES: Readonly<Record<LineRisk, string>> = {
  permission: 'permissions',
  'proxy-trust': 'trust of proxies',
  'host-trust': 'trust of hosts',
  escaping: 'escaping',
  certificate: 'certificates',
  secret: 'a secret',
  shell: 'a shell',
  execution: 'text that is run',
  deserialisation: 'deserialisation',
  redirect: 'redirects',
  path: 'paths',
  origin: 'origins',
  cookie: 'cookies',
  query: 'queries',
  'weak-crypto': 'keys and hashes',
  handler: 'a new handler',
  'auth-code': 'authentication',
  'session-code': 'sessions',
  'crypto-code': 'cryptography',
  'foreign-code': 'code of others with our rights',
  'write-permission': 'a write permission',
  'unpinned-action': 'an action that is not pinned',
  'piped-script': 'a script from the network',
  'secret-in-scope': 'a secret within reach',
  'untrusted-expression': 'text of others in a script',
  limit: 'limits',
  outgoing: 'where we connect to',
  visibility: 'whose data is shown',
  'request-parsing': 'how requests are read',
  upload: 'which files are taken in',
  'server-policy': 'policies of a server',
  'container-rights': 'rights of a container',
  distribution: 'where the build comes from',
};

const SURFACES: Readonly<Record<ExposedSurface, string>> = {
  secrets: 'secrets',
  auth: 'authentication',
  crypto: 'cryptography',
  workflow: 'a CI workflow',
  submodules: 'the list of submodules',
  api: 'the API surface',
};

/** `skill go at level 2, language rust`: follows "needs" or "lacks". */
export function missingText(missing: readonly string[]): string {
  const paths = missing.filter((one) => one.startsWith(PATH));
  const others = missing.filter((one) => !one.startsWith(PATH)).map(missingWords);
  const first = paths[0]?.slice(PATH.length);
  if (first === undefined) return others.join(', ');
  const named = paths.length === 1 ? `path ${first}` : `paths ${first} and ${paths.length - 1} more`;
  return [...others, named].join(', ');
}

const PATH = 'path:';

/** `skill@2:go` → `skill go at level 2` */
function missingWords(one: string): string {
  const colon = one.indexOf(':');
  if (colon < 0) return one;
  const [kind = '', level] = one.slice(0, colon).split('@');
  return `${kind} ${one.slice(colon + 1)}${level === undefined ? '' : ` at level ${level}`}`;
}
