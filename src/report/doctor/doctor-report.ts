import type { Holder } from '../../core/claim/holder.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime, wallTime } from '../../core/model/time.ts';
import { bytesText } from '../bytes.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { type GivenOptions, ownArgv } from '../own-command.ts';
import { describeProblem, problemsJson } from '../problems/describe-problem.ts';
import { strayNote } from '../stray-processes.ts';
import { proofFacts, proofJson, type SetupProof } from './setup-proof.ts';

/** What we keep takes on the disk, in bytes. */
export interface Sizes {
  /** The private repository without its logs, and what of it is the clone's under a second name. */
  readonly repository: number;
  readonly shared: number;
  readonly logs: number;
  /** Folders of agents and tests, those that stay for people among them. */
  readonly folders: number;
  /** Unpublished work; a part of the repository. */
  readonly kept: number;
}

/** What `doctor` saw, and with --fix what it did. */
export interface DoctorReport {
  readonly mode: 'look' | 'fix';
  readonly table: { readonly kind: 'remote' | 'local'; readonly display: string };
  readonly git: string;
  readonly counts: {
    readonly locks: number;
    readonly claims: number;
    readonly tasks: number;
    readonly runs: number;
  };
  /** Absent where the private repository is not sound. */
  readonly privateRepository: string | undefined;
  readonly holder: Holder;
  readonly atWork: readonly string[];
  readonly sizes: Sizes;
  /** Folders of agents with something that could be brought nowhere else; they go when a person removes them. */
  readonly staying: readonly string[];
  /** Whether processes that have left their agent can be found by the folder that they work in. */
  readonly findsProcesses: boolean;
  /** Unpublished work under a name in the private repository. */
  readonly kept: readonly { readonly ref: string; readonly since: WallTime }[];
  readonly hook:
    | {
        readonly path: string;
        readonly executable: boolean;
        readonly asksUs: boolean;
        readonly byName: boolean;
      }
    | undefined;
  /** Our program as a hook finds it. */
  readonly program: { readonly path: string; readonly where: 'node_modules' | 'path' | 'noted' } | undefined;
  readonly proof: SetupProof;
  /** Whether a claim could be taken and given back; absent where nothing can be sent from here. */
  readonly mayPush: boolean | undefined;
  /** What is not as it should be; after --fix: what still is not. */
  readonly findings: readonly Problem[];
  /** What was put right, by code of the finding, and how many of it; without --fix only the user's cache is. */
  readonly fixed: Readonly<Record<string, number>>;
  readonly pushes: number;
  readonly given: GivenOptions;
}

const FIXED: Readonly<Record<string, string>> = {
  'litter-locks': 'locks of ended claims removed',
  'expired-claims': 'claims that were over ended',
  'stuck-claims': 'claims that had landed in part barred',
  'old-tasks': 'old task refs deleted',
  'old-kept-work': 'pieces of unpublished work that were too old removed',
  'left-waits': 'places in line deleted',
  'old-runs': 'old runs deleted',
  'left-worktrees': 'worktrees of dead runs removed',
  'private-damaged': 'damages of our own repository mended',
  'private-rests': 'rests of killed commands removed',
  'gone-clones': 'caches of clones that are gone removed',
  'hook-without-program': 'place of the program noted for hooks',
};

export function doctorText(report: DoctorReport): string {
  const { findings, fixed, table, given } = report;
  const lines = [`doctor: ${escapeText(table.display)}        ${pushedText(report)}`];
  for (const [name, text] of facts(report)) lines.push(`  ${name.padEnd(8)} ${text}`);
  for (const [code, count] of Object.entries(fixed))
    if (count > 0) lines.push(`  ✓ ${count} ${FIXED[code] ?? code}`);
  const found = findings.map(
    (finding) => `  ✗ ${describeProblem(finding, given).replaceAll('\n  ', '\n      ')}`,
  );
  const end = findings.length === 0 ? ['  nothing to put right'] : [];
  return `${[...lines, ...end].join('\n')}\n${found.join('')}`;
}

/** What was sent, and where to. */
function pushedText({ table, mode, pushes, mayPush }: DoctorReport): string {
  if (table.kind === 'local') return 'nothing is pushed: there is no remote';
  if (mayPush === undefined) return 'nothing is pushed';
  const what = mode === 'look' ? 'pushes a claim to refs/agentic/ and takes it back' : 'to refs/agentic/';
  return `${what} (${count(pushes, 'push', 'pushes')})`;
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, number]) => count(number, what))
    .join(', ');

function facts(report: DoctorReport): readonly (readonly [string, string])[] {
  const { counts, table, privateRepository, holder, hook, program, mayPush, atWork, kept } = report;
  const how = table.kind === 'remote' ? 'a remote' : 'local: this clone has no remote';
  const { locks, claims, tasks, runs } = counts;
  return [
    ['git', escapeText(report.git)],
    ['table', `${how}; ${inWords({ claim: claims, lock: locks, 'task ref': tasks, run: runs })}`],
    ...(mayPush === true ? [['claims', 'one was taken, seen and given back'] as const] : []),
    ...(privateRepository === undefined ? [] : [['private', escapeText(privateRepository)] as const]),
    ...(kept.length === 0 ? [] : [['kept', keptText(kept)] as const]),
    ['sizes', sizesText(report.sizes)],
    ...(report.staying.length === 0 ? [] : [['stay', stayText(report.staying)] as const]),
    ['you', you(holder)],
    ['hook', hookText(hook)],
    ['program', programText(program)],
    ...proofFacts(report.proof),
    ...(report.findsProcesses ? [] : [['agents', strayNote] as const]),
    ...(atWork.length > 0 ? [['at work', atWork.map((one) => escapeText(one)).join('; ')] as const] : []),
  ];
}

/** How much, and since when: each goes 14 days after it was kept. */
function keptText(kept: DoctorReport['kept']): string {
  const first = wallTime(Math.min(...kept.map(({ since }) => since)));
  const what =
    kept.length === 1 ? '1 piece of unpublished work' : `${kept.length} pieces of unpublished work`;
  return `${what} in refs/kept/, since ${isoSeconds(first).slice(0, 10)}; each goes after 14 days`;
}

const stayText = (folders: readonly string[]): string =>
  `${folders.map((one) => escapeText(one)).join(', ')}: take what you need from there, then remove ${folders.length === 1 ? 'it' : 'them'}`;

function sizesText({ repository, shared, logs, folders, kept }: Sizes): string {
  const also = shared === 0 ? '' : ` (and ${bytesText(shared)} that is the clone's, too)`;
  const ofKept = kept === 0 ? '' : `, ${bytesText(kept)} of it unpublished work`;
  return `private repository ${bytesText(repository)}${also}${ofKept}; logs ${bytesText(logs)}; folders ${bytesText(folders)}`;
}

function you(holder: Holder): string {
  if (holder.kind === 'ci') return `CI run ${escapeText(holder.run)}, attempt ${holder.attempt}`;
  if (holder.kind === 'process') return `process ${holder.pid}`;
  return holder.id.startsWith('worktree-')
    ? 'this checkout; two agents in one checkout each need an AGENTIC_HOLDER of their own'
    : `session ${escapeText(holder.id, 60)}`;
}

const hookText = (hook: DoctorReport['hook']): string =>
  hook === undefined
    ? 'no pre-push hook: pushes are not looked at'
    : !hook.executable
      ? `${escapeText(hook.path)} is not executable: git passes over it`
      : hook.asksUs
        ? `${escapeText(hook.path)} asks us before a push`
        : `${escapeText(hook.path)} does not ask us: pushes are not looked at`;

const FOUND = {
  node_modules: 'among the packages of the repository',
  path: 'on PATH',
  noted: 'where it was noted',
} as const;

const programText = (program: DoctorReport['program']): string =>
  program === undefined
    ? 'hooks do not find it: not in node_modules/.bin, not on PATH, and not noted'
    : `${escapeText(program.path)}: hooks find it ${FOUND[program.where]}`;

export const doctorJson = (report: DoctorReport): Record<string, unknown> => ({
  version: 1,
  command: 'doctor',
  outcome: report.findings.length === 0 ? 'sound' : 'findings',
  changed: Object.values(report.fixed).some((count) => count > 0),
  table: report.table.display,
  kind: report.table.kind,
  git: report.git,
  counts: report.counts,
  private_repository: report.privateRepository ?? null,
  holder: report.holder,
  at_work: report.atWork,
  sizes: report.sizes,
  staying: report.staying,
  finds_processes: report.findsProcesses,
  kept: report.kept.map(({ ref, since }) => ({ ref, since: isoSeconds(since) })),
  hook: report.hook ?? null,
  program: report.program ?? null,
  ...proofJson(report.proof),
  may_push: report.mayPush ?? null,
  pushes: report.pushes,
  fixed: report.fixed,
  next: report.findings.some(({ code }) => code in FIXED)
    ? [{ do: 'fix', run: ownArgv({ command: 'doctor', words: ['--fix', '--json'], given: report.given }) }]
    : [],
  problems: problemsJson(report.findings, report.given),
});
