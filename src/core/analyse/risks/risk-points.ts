import type { Evidence } from '../../model/evidence.ts';
import type { LineRisk } from '../../model/risks.ts';

/** How much a line of each kind raises the priority of an audit: what gives others power over all stands highest. */
const POINTS: Readonly<Record<LineRisk, number>> = {
  secret: 30,
  'foreign-code': 30,
  'untrusted-expression': 30,
  certificate: 25,
  execution: 25,
  deserialisation: 25,
  permission: 20,
  'proxy-trust': 20,
  'host-trust': 20,
  query: 20,
  shell: 20,
  escaping: 20,
  redirect: 20,
  path: 20,
  origin: 20,
  'write-permission': 20,
  'piped-script': 20,
  distribution: 20,
  'auth-code': 15,
  'session-code': 15,
  'crypto-code': 15,
  cookie: 15,
  'weak-crypto': 15,
  'secret-in-scope': 15,
  'unpinned-action': 10,
  handler: 10,
  visibility: 15,
  outgoing: 20,
  'request-parsing': 20,
  limit: 15,
  upload: 15,
  'server-policy': 15,
  'container-rights': 15,
};

export function pointsOf(evidence: Evidence): number {
  switch (evidence.kind) {
    case 'risk':
      return POINTS[evidence.risk];
    case 'said':
      return 20;
    case 'secret-file':
      return 30;
    case 'binary':
      return 25;
    case 'submodule':
      return 15;
    default:
      return 0;
  }
}
