import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PINS } from '../../src/report/setup/github/action-pins.ts';
import type { FakeGithub } from '../support/fake-github/serve.ts';
import { type GitFixture, makeFolder } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';
import { makeSharedFolder } from '../support/shared-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** `act`, which runs workflows on this machine; tests that need it are skipped where it is absent. */
export const ACT = optionalTool('act', ['.tools/bin/act']);

/** A workflow is dozens of processes, which take what others leave them. */
export const LONG = 300_000;

/** Our own Action as workflows of tests name it. */
export const OWN = { action: 'agentic-plan/agentic-plan', commit: '1'.repeat(40), tag: 'v0.1.0' } as const;

export interface ActRun {
  readonly code: number | null;
  /** What the jobs have printed, all together. */
  readonly log: string;
  /** Job → how it ended; of a matrix the worst. Those that were skipped are not there. */
  readonly jobs: ReadonlyMap<string, 'success' | 'failure'>;
}

/** act puts paths unquoted into command lines: no space in them. */
const makePlainFolder = (): string => makeFolder('agentic-act-');

/** Where the artifacts of one run of a workflow lie, a folder each. */
export const makeStore = (): string => makeFolder();

/** Runs the workflow of a clone as the runner of GitHub would, without a container and without a network. */
export async function runAct(ask: {
  readonly clone: GitFixture;
  readonly github: FakeGithub;
  readonly event: string;
  readonly payload: unknown;
  readonly token: string;
  readonly store: string;
  /** Of the run of the workflow. */
  readonly run?: string;
  readonly attempt?: string;
  readonly actor?: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly interruptedBy?: AbortSignal;
  /** Folder of an action that stands in for ours. */
  readonly instead?: string;
}): Promise<ActRun> {
  const place = makePlainFolder();
  const eventFile = path.join(place, 'event.json');
  writeFileSync(eventFile, JSON.stringify(ask.payload));
  const env = {
    ...ask.github.env,
    GITHUB_GRAPHQL_URL: `${ask.github.env.GITHUB_API_URL}/graphql`,
    GITHUB_RUN_ID: ask.run ?? '77',
    GITHUB_RUN_ATTEMPT: ask.attempt ?? '1',
    // the runner says so, and act does not
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/agentic-plan.yml@refs/heads/main',
    ARTIFACT_STORE: ask.store,
  };
  const secrets = { GITHUB_TOKEN: ask.token, ...ask.secrets };
  const args = [
    ask.event,
    ...['-C', ask.clone.dir, '-e', eventFile, '--json', '-P', 'ubuntu-latest=-self-hosted'],
    ...['--pull=false', '--action-offline-mode', '--rm', '--no-cache-server', '--no-skip-checkout'],
    ...['--action-cache-path', path.join(place, 'cache'), '-a', ask.actor ?? 'ana'],
    ...localActions(ask.instead).flatMap((pair) => ['--local-repository', pair]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(secrets).flatMap(([name, value]) => ['-s', `${name}=${value}`]),
  ];
  return finished(start(args, place), ask.interruptedBy);
}

const localActions = (instead?: string): readonly string[] => [
  ...Object.values(PINS).map(
    ({ action, commit }) => `${action}@${commit}=${path.join(HERE, 'stand-ins', path.basename(action))}`,
  ),
  `${OWN.action}@${OWN.commit}=${instead ?? ownAction()}`,
];

let own: string | undefined;
/** What a runner would fetch of us: act copies the whole folder for each job. */
function ownAction(): string {
  if (own !== undefined) return own;
  own = makeSharedFolder();
  for (const name of ['action.yml', 'dist'])
    cpSync(path.join(ROOT, name), path.join(own, name), { recursive: true });
  return own;
}

function start(args: readonly string[], place: string) {
  const home = path.join(place, 'home');
  mkdirSync(home);
  writeFileSync(path.join(home, '.gitconfig'), '[safe]\n\tdirectory = *\n');
  return spawn(ACT ?? '', [...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // in the mode without containers every step sees the whole of it
    env: {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: home,
      XDG_CACHE_HOME: path.join(place, 'cache'),
      XDG_CONFIG_HOME: path.join(place, 'config'),
      TMPDIR: place,
      ACT_DISABLE_VERSION_CHECK: '1',
      GIT_CONFIG_GLOBAL: path.join(home, '.gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
}

async function finished(child: ReturnType<typeof start>, interruptedBy?: AbortSignal): Promise<ActRun> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  interruptedBy?.addEventListener('abort', () => child.kill('SIGINT'), { once: true });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...readLog(text) };
}

/** act prints one JSON object a line. */
function readLog(text: string): Pick<ActRun, 'log' | 'jobs'> {
  const jobs = new Map<string, 'success' | 'failure'>();
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const said = line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : { msg: line };
    if (String(said['msg']).startsWith('LocalRepositoryCache')) continue;
    lines.push(`${said['jobID'] ?? ''}| ${said['msg'] ?? ''}`.trimEnd());
    const { jobResult, jobID } = said as { jobResult?: string; jobID?: string };
    if (jobID !== undefined && (jobResult === 'success' || jobResult === 'failure'))
      jobs.set(jobID, jobs.get(jobID) === 'failure' ? 'failure' : jobResult);
  }
  return { log: lines.join('\n'), jobs };
}
