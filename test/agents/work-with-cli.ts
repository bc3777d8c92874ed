import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { buildOnce, environmentFor, startProgram } from './call-cli.ts';
import type { KnownCli } from './known-clis.ts';

export interface Team {
  readonly repo: GitFixture;
  readonly remote: GitFixture;
}

/** A throw-away clone on a branch, with a remote and these tasks, for one agent of a preset. */
export function makeTeamFor(cli: KnownCli, tasks: object): Team {
  const { repo, remote } = makeTeam({
    'README.md': '# shop\n',
    'src/extra.txt': 'x\n',
    '.claude/settings.json': '{ "permissions": { "allow": ["Bash(node --print:*)"] } }\n',
    '.agentic-planrc.yaml': `agents: { it: { preset: ${cli.preset}, model: ${cli.model}, at_once: 2 } }\n`,
  });
  repo.git('checkout', '-q', '-b', 'feature');
  writeFileSync(join(repo.dir, '..', `${repo.dir.split('/').at(-1)}-tasks.json`), JSON.stringify(tasks));
  return { repo, remote };
}

export interface Ended {
  readonly code: number | null;
  /** What `--json` says. */
  readonly report: {
    readonly tasks: readonly { readonly id: string; readonly outcome: string; readonly tries: number }[];
    readonly grade: {
      readonly usd: number;
      readonly tokens?: { readonly input: number; readonly output: number };
    };
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  };
  readonly logs: string;
  readonly seconds: number;
}

/** A team, the folder of a real program, and where that finds its model; without one it has nothing to log in with. */
interface Setting {
  readonly team: Team;
  readonly bin: string;
  readonly url: string | undefined;
}

/** `agentic-plan run` with the real program. */
export async function workWithCli(cli: KnownCli, setting: Setting): Promise<Ended> {
  const { dir } = setting.team.repo;
  const tasks = join(dir, '..', `${dir.split('/').at(-1)}-tasks.json`);
  const { json, ...ended } = await callWithCli(cli, setting, ['run', '--tasks', tasks]);
  return { ...ended, report: json as Ended['report'], logs: logsIn(dir, 'logs') };
}

/** `agentic-plan plan --goal` with the real program. */
export async function planWithCli(
  cli: KnownCli,
  setting: Setting,
  goal: string,
): Promise<{ readonly code: number | null; readonly json: unknown; readonly logs: string }> {
  const ended = await callWithCli(cli, setting, ['plan', '--goal', goal, '--output', 'tasks.yaml']);
  return { ...ended, logs: logsIn(setting.team.repo.dir, 'goals') };
}

async function callWithCli(
  cli: KnownCli,
  { team, bin, url }: Setting,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly json: unknown; readonly seconds: number }> {
  const env = environmentFor(cli, { bin, url });
  const begun = performance.now();
  const { code, stdout, stderr } = await startProgram([process.execPath, buildOnce(), ...args, '--json'], {
    cwd: team.repo.dir,
    env,
  });
  const seconds = Math.round((performance.now() - begun) / 1000);
  if (!stdout.startsWith('{')) throw new Error(`${stdout}${stderr}`);
  return { code, json: JSON.parse(stdout), seconds };
}

function logsIn(dir: string, kind: 'logs' | 'goals'): string {
  const folder = join(dir, '.git', 'agentic.git', kind);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.log'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}
