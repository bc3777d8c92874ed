import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { callProgram } from './call-program.ts';
import { type CliResult, parseJson } from './cli.ts';
import { type GitFixture, makeFolder, makeTeam } from './git-fixture.ts';

/** A task whose agent is a shell line. */
export interface ScriptedTask {
  readonly id: string;
  readonly writes: readonly string[];
  readonly needs?: readonly string[];
  readonly does: string;
  readonly retries?: number;
  readonly outputs?: readonly string[];
}

export interface Row {
  readonly task: string;
  readonly kind: string;
  readonly agent: string;
  readonly preset: string;
  readonly minutes: number;
}

/** A team whose workflow runs: each job a clone of its own, artifacts as folders. */
export interface CiTeam {
  readonly remote: GitFixture;
  /** Variables of a job. */
  readonly env: Readonly<Record<string, string>>;
  /** The outputs of a step in a job of its own. */
  step(name: string, inputs?: Readonly<Record<string, string>>, more?: StepWish): Promise<StepSeen>;
  /** All jobs of a wave, up to what they leave: `begin`, `work`, `end`. */
  work(run: string, wave: number, rows: readonly Row[]): Promise<string>;
}

export interface StepWish {
  readonly env?: Readonly<Record<string, string>>;
  readonly dir?: string;
  readonly code?: number;
}

export interface StepSeen {
  readonly outputs: Readonly<Record<string, string>>;
  readonly codes: readonly string[];
  readonly result: CliResult;
  readonly rows: readonly Row[];
}

export function makeCiTeam(ask: {
  readonly tasks: readonly ScriptedTask[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}): CiTeam {
  const tasks = ask.tasks.map(({ does, ...task }) => ({
    kind: 'custom',
    title: `Do ${task.id}`,
    ...task,
    command: { shell: does },
  }));
  const settings = { agents: { bot: { command: ['false'] } }, ...ask.settings };
  const { remote } = makeTeam({
    'README.md': '# shop\n',
    '.agentic-planrc.json': JSON.stringify(settings),
    'tasks.json': JSON.stringify({ version: 1, tasks: tasks.map(toFile) }),
    ...ask.files,
  });
  const env = { AGENTIC_CI: 'acme/shop 77 1', XDG_CACHE_HOME: makeFolder() };
  const team: CiTeam = {
    remote,
    env,
    async step(name, inputs = {}, { env: more = {}, dir = remote.clone().dir, code = 0 } = {}) {
      const args = Object.entries(inputs).flatMap(([key, value]) => [`--${key}`, value]);
      const result = await callProgram(dir, ['ci', name, '--json', ...args], { env: { ...env, ...more } });
      if (result.code !== code)
        throw new Error(`ci ${name} ended with ${result.code}: ${result.stdout}${result.stderr}`);
      const said = parseJson(result) as { outputs?: Record<string, string>; problems: { code: string }[] };
      const outputs = said.outputs ?? {};
      const { include = [] } = JSON.parse(outputs['matrix'] ?? '{}') as { include?: Row[] };
      return { outputs, codes: said.problems.map((one) => one.code), result, rows: include };
    },
    async work(run, wave, rows) {
      const results = makeFolder();
      for (const { task } of rows) {
        const at = { run, wave: String(wave), task };
        const job = { dir: remote.clone().dir, env: { RUNNER_TEMP: makeFolder() } };
        await team.step('work', at, job);
        const { outputs } = await team.step('end', at, job);
        keepArtifact(outputs, results);
      }
      return results;
    },
  };
  return team;
}

const toFile = ({
  command,
  ...task
}: {
  readonly command: { readonly shell: string };
  readonly id: string;
}) => ({
  ...task,
  command: command.shell,
  shell: true,
});

/** As a workflow uploads the one and downloads the other. */
export function keepArtifact(outputs: Readonly<Record<string, string>>, results: string): void {
  const { folder = '', artifact = '' } = outputs;
  if (basename(folder) !== artifact || !existsSync(folder)) throw new Error(`no artifact in ${folder}`);
  cpSync(folder, join(results, artifact), { recursive: true });
}

/** An artifact as somebody else might write it. */
export function writeArtifact(results: string, name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(results, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(results, name, file), text);
}

/** How many pushes the remote has taken from here on. */
export function countPushes(remote: GitFixture): () => number {
  const log = join(remote.dir, 'pushes');
  writeFileSync(log, '');
  writeFileSync(join(remote.dir, 'hooks', 'post-receive'), `#!/bin/sh\necho >> '${log}'\n`, { mode: 0o755 });
  return () => readFileSync(log, 'utf8').length;
}
