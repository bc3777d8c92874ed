import type { Evidence, RiskyLine } from '../../core/model/evidence.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { LineRisk } from '../../core/model/risks.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { count } from '../count.ts';

type Of<K extends Evidence['kind']> = Extract<Evidence, { kind: K }>;

/** One piece of evidence in words: raw text, escaped where it is printed. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'risk':
      return riskText(evidence);
    case 'name':
      return `${evidence.file} ${SURFACES[evidence.surface]}, by its name only`;
    case 'binary':
      return `${evidence.file} was ${evidence.how}: every build runs it, and no diff shows what changed`;
    case 'said':
      return `${at(evidence)} changes in ${evidence.commit.slice(0, 7)}, which says: ${evidence.text}`;
    case 'secret-file':
      return `${evidence.file} is new, and files of that name hold secrets`;
    case 'submodule':
      return `${evidence.file} is a new submodule: code of others`;
    case 'audited':
      return `last audit ${isoSeconds(evidence.at).slice(0, 10)}, before this change`;
    case 'size':
      return sizeText(evidence);
    case 'migration':
      return `${at(evidence)} changes data that is there: ${evidence.text}`;
    case 'left-out':
      return `the ${evidence.reviewed} with the largest changes are reviewed and ${evidence.files} are not`;
    case 'untested':
      return untestedText(evidence);
    case 'default-untested':
      return `${evidence.file}: ${evidence.parameter} of ${evidence.name} is no longer ${evidence.was} by default, and no test changed (${evidence.like} is a test of such a file)`;
    case 'test-removed':
      return `${evidence.file} is removed, and ${evidence.of}, which it was the test of, stays`;
    case 'uncovered':
      return `${evidence.lines} of ${count(evidence.of, 'changed line')} untested: ${evidence.percent} %, wanted ${evidence.target} % (${reportText(evidence)})`;
    case 'low-coverage':
      return `coverage of the project is ${evidence.percent} %, wanted ${evidence.target} % (${reportText(evidence)})`;
    case 'mention':
      return `${at(evidence)} ${MENTIONS[evidence.how]}: ${evidence.text}`.replace('NAME', evidence.name);
    case 'dependency':
      return dependencyText(evidence);
    case 'advisory':
      return `${evidence.file}: ${evidence.name} has ${evidence.id}, ${evidence.severity}${tail(evidence.text)} (${reportText(evidence)})`;
    case 'finding':
      return `${at(evidence)} ${evidence.rule}${tail(evidence.text)} (${evidence.tool}, ${reportText(evidence)})`;
    case 'failure':
      return `${evidence.name} fails at ${at(evidence)}${tail(evidence.text)} (${reportText(evidence)})`;
    case 'conflict':
      return `${at(evidence)} conflicts with ${evidence.branch}`;
    case 'asked':
      return evidence.text === undefined
        ? `${evidence.file} changed, and the rule ${evidence.rule} asks for it`
        : `${at(evidence)} matches the rule ${evidence.rule}: ${evidence.text}`;
    case 'unlisted':
      return `${count(evidence.files, 'more file')} ${evidence.files === 1 ? 'is' : 'are'} not listed`;
    default:
      return unreachable(evidence);
  }
}

const at = ({ file, line }: { readonly file: RepoPath; readonly line?: number }): string =>
  line === undefined ? file : `${file}:${line}`;

const tail = (text: string): string => (text === '' ? '' : `: ${text}`);

const reportText = (report: {
  readonly source: string;
  readonly at?: WallTime;
  readonly older?: true;
}): string =>
  [
    report.source,
    report.at === undefined ? '' : ` of ${isoSeconds(report.at)}`,
    report.older ? ', older than the change' : '',
  ].join('');

const riskText = ({ risk, file, line, text, removed, moved }: RiskyLine): string =>
  removed
    ? `${file}: a line that is gone (${line}) ${RISKS[risk]}: ${text}`
    : `${file}:${line} ${RISKS[risk]}${moved ? ', and moved' : ''}: ${text}`;

/** What the line does; behind the place where it stands. */
const RISKS: Readonly<Record<LineRisk, string>> = {
  permission: 'decides who may do what',
  'proxy-trust': 'decides which proxies are believed',
  'host-trust': 'decides which hosts are believed',
  escaping: 'decides what is escaped or sanitised',
  certificate: 'decides which certificates are checked',
  secret: 'looks like a secret',
  shell: 'hands text to a shell, or quotes it for one',
  execution: 'runs text as code',
  deserialisation: 'makes objects from bytes of others',
  redirect: 'decides where requests are sent on to',
  path: 'decides which files may be reached',
  origin: 'decides which origins are allowed',
  cookie: 'decides what a cookie allows',
  query: 'builds a query from text',
  'weak-crypto': 'uses keys, hashes or comparisons that guard something',
  handler: 'answers a new request that changes something',
  'auth-code': 'is code of authentication',
  'session-code': 'is code of sessions',
  'crypto-code': 'is code of cryptography',
  'foreign-code': 'runs on code of others with rights of ours',
  'write-permission': 'gives the workflow a write permission',
  'unpinned-action': 'runs an action of a third party that is not pinned to a commit',
  'piped-script': 'runs a script as it comes from the network',
  'secret-in-scope': 'puts a secret within reach',
  'untrusted-expression': 'puts text that others choose into a script',
  limit: 'decides how much others may ask of us',
  outgoing: 'decides where we connect to for others',
  visibility: 'decides whose data is shown',
  'request-parsing': 'decides where a request ends, or what its headers mean',
  upload: 'decides which files are taken in',
  'server-policy': 'decides what a server lets others do',
  'container-rights': 'decides what a container may do',
  distribution: 'decides where what is built with comes from',
};

const SURFACES: Readonly<Record<Of<'name'>['surface'], string>> = {
  secrets: 'is about secrets',
  auth: 'is about authentication',
  crypto: 'is about cryptography',
  workflow: 'is a CI workflow',
  submodules: 'is the list of submodules',
  api: 'is part of the API surface',
  'data-model': 'is part of the data model',
  manifest: 'says what the project depends on',
};

const MENTIONS: Readonly<Record<Of<'mention'>['how'], string>> = {
  removed: 'names NAME, which is gone',
  changed: 'shows a call of NAME, which takes other parameters now',
  default: 'states a default of NAME that is another one now',
};

function sizeText({ lines, files, risky }: Of<'size'>): string {
  const all = `${count(lines, 'changed line')} in ${count(files, 'file')} of code`;
  if (risky === lines) return `${all}, where mistakes are dear`;
  return risky > 0 ? `${all}, ${risky} of them where mistakes are dear` : all;
}

const untestedText = ({ file, line, text, lines, like, mends }: Of<'untested'>): string =>
  `${file}:${line} ${lines < 2 ? 'is' : `and ${count(lines - 1, 'more line')} are`} new, and no test changed${mends === undefined ? '' : `, though a commit says “${mends}”`}: ${text} (${like} is a test of such a file)`;

function dependencyText({ file, line, name, how, from, to }: Of<'dependency'>): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const version = to === undefined || to === '' ? '' : ` ${to}`;
  if (how === 'new') return `${place} asks for ${name}${version}, which is new`;
  const what = how === 'major' ? ', another major version' : '';
  return `${place} moves ${name} from ${from === '' ? 'any version' : from} to${version}${what}`;
}
