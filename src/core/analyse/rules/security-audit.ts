import { compareText } from '../../model/compare-text.ts';
import type { Evidence, RiskyLine } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { PriorityPart } from '../../model/reasons.ts';
import { findBuildRisks } from '../risks/find-build-risks.ts';
import { findCodeRisks, findSecrets } from '../risks/find-code-risks.ts';
import { findServerRisks } from '../risks/find-server-risks.ts';
import { findPipedScripts, findWorkflowRisks } from '../risks/find-workflow-risks.ts';
import { pointsOf } from '../risks/risk-points.ts';
import { auditOf } from './audit-due.ts';
import { type ChangedPath, present, type Rule, type RuleInput, type TaskDraft, words } from './rule.ts';
import { auditByName } from './security-by-name.ts';
import { findSaidFiles } from './security-said.ts';

export const securityAudit: Rule = {
  kind: 'security-audit',
  about: 'changed lines that decide what an attacker may do, not audited since',
  base: 55,
  estimate: { fixed: 10, linesPerMinute: 40 },
  topics: words(
    'security secure auth authentication authorization login password session privacy compliance vulnerability',
  ),
  nature: 'audits',
  lead: 'Audit the security of',
  acceptance: ['Each finding is fixed, or reported with its file and line and why it was left'],
  signals: ['lines', 'messages', 'audits'],
  documentation: {
    speaks: [
      'A line of code about permissions, whose data is shown, trust of proxies and hosts, escaping and sanitising, certificates, secrets, shells and quoting, evaluation, deserialisation, redirects, paths, origins, cookies, queries, uploads, limits, outgoing requests or how requests are read is new or gone; so does a new handler that changes something.',
      'A commit of the change says to be about security, and code changed with it.',
      'A line in a file of authentication, sessions or cryptography that does something with what such files are about changed, or only moved.',
      'A line of a server’s or a container’s configuration about policies, trust or rights is new or gone.',
      'A workflow gets a trigger with foreign code, a write permission, a third party that is not pinned, a script that is fetched and run at once, a secret, or text of others in a shell.',
      'A program that every build runs (wrapper jars, vendored executables) was replaced, or its `distributionUrl` leads elsewhere.',
      'With nothing but names known (`analyze --state`): files that are called after what is exposed.',
    ],
    silent: [
      'Comments, imports, formatting, annotations of types, messages.',
      'What opened a door and is gone: `verify=False`, `shell=True`.',
      'In files of authentication: logging, declarations, how something looks.',
      'Another version of an action, pinned or not.',
      'Tests, examples, documents, vendored and generated files.',
      'An audit that is newer than the change.',
    ],
    example: '`src/app.py:12` decides which proxies are believed: `request.headers["X-Forwarded-For"]`.',
  },
  propose: (input) => (input.state.known === 'names' ? auditByName(input) : auditLines(input)),
};

/** A file and what is to be looked at in it. */
interface Exposed {
  readonly path: RepoPath;
  readonly evidence: readonly Evidence[];
  readonly points: number;
}

function auditLines(input: RuleInput): TaskDraft | undefined {
  const { state, changed } = input;
  const said = findSaidFiles(input);
  const exposed = changed
    .map((path): Exposed => {
      const own = said.get(path.path);
      const evidence = [...(own === undefined ? [] : [own]), ...evidenceOf(path)];
      return { path: path.path, evidence, points: Math.max(0, ...evidence.map(pointsOf)) };
    })
    .filter(({ evidence, path }) => evidence.length > 0 && auditOf(path, state, 'security-audit').due)
    .sort((a, b) => b.points - a.points || compareText(a.path, b.path));
  if (exposed.length === 0) return undefined;
  const here = new Set(present(changed).map(({ path }) => path));
  const files = exposed.map(({ path }) => path).filter((path) => here.has(path));
  if (files.length === 0) return undefined;
  const evidence = exposed.flatMap((file) => file.evidence).sort(byWeight);
  return { files, evidence, weights: weightsOf(evidence) };
}

/** What is there before what is gone. */
const byWeight = (a: Evidence, b: Evidence): number =>
  pointsOf(b) - pointsOf(a) || Number(isGone(a)) - Number(isGone(b));

const isGone = (evidence: Evidence): boolean => evidence.kind === 'risk' && evidence.removed === true;

/** Whether there is anything in a file that an audit would look at. */
export const isExposed = (path: ChangedPath): boolean => evidenceOf(path).length > 0;

/** Weak signs count only where there are two of them. */
function evidenceOf(path: ChangedPath): readonly Evidence[] {
  const code = [...findCodeRisks(path), ...findSecrets(path)];
  const strong = code.some(({ weak }) => !weak) || code.length > 1;
  return [
    ...findBuildRisks(path),
    ...findWorkflowRisks(path),
    ...findPipedScripts(path),
    ...findServerRisks(path),
    ...(strong ? code.map(({ evidence }) => evidence) : []),
    ...(isSecretFile(path) ? [{ kind: 'secret-file', file: path.path } as const] : []),
  ];
}

const isSecretFile = ({ path, classes, change }: ChangedPath): boolean =>
  change.kind === 'added' && classes.has('secrets') && !classes.has('source') && !/(^|\/)\.npmrc$/.test(path);

/** The heaviest evidence raises it once; lines that only moved are worth less. */
function weightsOf(evidence: readonly Evidence[]): readonly PriorityPart[] {
  const heaviest = evidence[0];
  if (heaviest === undefined) return [];
  const risks = evidence.filter((one): one is RiskyLine => one.kind === 'risk');
  const onlyMoved = risks.length === evidence.length && risks.every(({ moved }) => moved);
  const points = pointsOf(heaviest);
  return [
    ...(points > 0 ? [{ reason: reasonOf(heaviest), points }] : []),
    ...(onlyMoved ? [{ reason: { kind: 'only-moved' } as const, points: -15 }] : []),
  ];
}

function reasonOf(heaviest: Evidence): PriorityPart['reason'] {
  if (heaviest.kind === 'risk') return { kind: 'risk', risk: heaviest.risk };
  return { kind: heaviest.kind === 'said' ? 'said' : 'unseen-bytes' };
}
