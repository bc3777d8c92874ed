import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SeededRandom } from '../simulator/seeded-random.ts';
import { CLI } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { type Meeting, makeMeeting } from '../support/meeting.ts';

// A change whose workflows have all five patterns, worked off by scripted agents, in a run that is killed again and again.

export interface Backlog {
  readonly files: number;
  readonly parallel: number;
  readonly sequential: number;
  /** Items with a scan and a fix; every other scan finds nothing. */
  readonly items: number;
}

/** Tasks with an identity of their own: three of a pipeline for each file, one of a batch, and the others. */
export const tasksIn = ({ files, parallel, sequential, items }: Backlog): number =>
  4 * files + parallel + sequential + 2 * items;

const names = (word: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${word}${String(at).padStart(2, '0')}`);
const filesOf = ({ files }: Backlog): readonly string[] => names('f', files).map((name) => `src/${name}.css`);

const configurationOf = (backlog: Backlog): string => `agents:
  claude: { preset: claude-code, at_once: 4 }
limits: { agents: 4, minutes: 10000 }
claims: { lease: 5m }
workflows:
  pipeline:
    for_each: file
    steps:
      - { task: read, writes: ["notes/{item}.read"] }
      - { task: mend, needs: read }
      - { task: prove, needs: mend, writes: ["notes/{item}.proof"] }
  batch:
    for_each: file
    batch: { by: kind, max_files: 5 }
    steps: [{ task: note, writes: ["notes/{item}.note"] }]
  parallel:
${names('look', backlog.parallel)
  .map((task) => `    - { task: ${task}, writes: [notes/${task}] }\n`)
  .join('')}
  sequential:
${names('step', backlog.sequential)
  .map(
    (task, at, all) =>
      `    - { task: ${task}, writes: [notes/${task}], needs: [${all.slice(Math.max(0, at - 1), at)}] }\n`,
  )
  .join('')}
  conditional:
    for_each: { item: [${names('i', backlog.items)}] }
    steps:
      - { task: scan, writes: ["notes/{item}.scan"], outputs: [findings] }
      - { task: fix, writes: ["notes/{item}.fix"], needs: scan, if: needs.scan.outputs.findings > 0 }
`;

/** Tasks that end as done, and those whose condition does not hold. */
export function expectedOf(backlog: Backlog): {
  readonly done: readonly string[];
  readonly skipped: readonly string[];
} {
  const slugs = filesOf(backlog).map((path) => path.replaceAll(/[/.]/g, '-'));
  const items = names('i', backlog.items);
  const fixes = (rest: number) => items.filter((_, at) => at % 2 === rest).map((item) => `fix-${item}`);
  return {
    done: [
      ...['read', 'mend', 'prove', 'note'].flatMap((step) => slugs.map((slug) => `${step}-${slug}`)),
      ...names('look', backlog.parallel),
      ...names('step', backlog.sequential),
      ...items.map((item) => `scan-${item}`),
      ...fixes(0),
    ].sort(),
    skipped: fixes(1),
  };
}

export interface Killed {
  readonly remote: GitFixture;
  readonly meeting: Meeting;
  /** How many lines agents had written when each run was killed. */
  readonly killedAt: readonly number[];
  readonly end: { readonly code: number | null; readonly said: string };
}

/** Runs the backlog, kills the run as often as asked at points that the seed names, and lets the last one end. */
export async function workOffKilled(
  backlog: Backlog,
  { seed, kills }: { readonly seed: number; readonly kills: number },
): Promise<Killed> {
  const dice = new SeededRandom(seed);
  const { repo, remote } = makeTeam(Object.fromEntries(filesOf(backlog).map((path) => [path, 'a {}\n'])));
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit(Object.fromEntries(filesOf(backlog).map((path) => [path, 'a {}\nb {}\n'])));
  writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), configurationOf(backlog));
  const scans = names('i', backlog.items).map(
    (item, at) => [`scan-${item}`, { outputs: { findings: at % 2 === 0 ? 2 : 0 } }] as const,
  );
  const meeting = makeMeeting(Object.fromEntries(scans));
  const lines = 2 * expectedOf(backlog).done.length - 2 * backlog.files;
  const points = Array.from({ length: kills }, () =>
    Math.floor((lines * (30 + dice.below(850))) / 1000),
  ).sort((a, b) => a - b);
  const killedAt: number[] = [];
  for (const point of points) {
    const run = startRun(repo, meeting);
    while (meeting.log().length < point && run.child.exitCode === null) await setTimeout(5);
    await setTimeout(dice.below(400)); // inside a claim, a work, a publication
    killedAt.push(meeting.log().length);
    run.child.kill('SIGKILL');
    const { signal } = await run.ended;
    if (signal !== 'SIGKILL') throw new Error(`it had ended before it was killed: ${run.said()}`);
  }
  const last = startRun(repo, meeting);
  const { code } = await last.ended;
  return { remote, meeting, killedAt, end: { code, said: last.said() } };
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  said(): string;
}

function startRun(repo: GitFixture, meeting: Meeting): Started {
  const env = { ...process.env, ...meeting.env };
  const child = spawn(process.execPath, [CLI, 'run'], {
    cwd: repo.dir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  return {
    child,
    ended: new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal }))),
    said: () => said,
  };
}

/** Tasks by the lines of published commits, each as often as it stands there. */
export const publishedIn = ({ remote }: Killed): readonly string[] =>
  remote
    .git('log', '--format=%B', 'main..agentic/feature')
    .split('\n')
    .flatMap((line) => /^Agentic-Task: [^/]+\/(\S+)/.exec(line)?.[1] ?? [])
    .filter((task) => !task.startsWith('batch-'))
    .sort();
