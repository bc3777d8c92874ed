import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

const env = {
  PROBE_MODE: 'fast',
  PROBE_KEY: 'k-123456',
  GH_TOKEN: 'ghs_of-the-user',
  GITLAB_TOKEN: 'glpat-user',
};
/** Two agents with an environment each, and the team's own command before them. */
function prepare() {
  const { repo } = makeTeam({ a: 'a\n', b: 'b\n' });
  const folder = makeFolder();
  const [log, agent, setup] = ['seen', 'agent.sh', 'setup.sh'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const shows = `:$PROBE_MODE:$PROBE_KEY:$GH_TOKEN:$GITLAB_TOKEN:$MADE" >> '${log}'\n`;
  writeFileSync(setup, `echo "setup${shows}`);
  const fails = '[ -z "$FAILS" ] || { echo "$FAILS" >&2; exit 3; }\n';
  writeFileSync(agent, `echo "$AGENTIC_TASK${shows}echo x >> $WRITES\n${fails}`);
  const config = (said: string) => `agents:
  ada: { command: [sh, ${agent}], paths: [a], env: { WRITES: a, MADE: made, FAILS: "${said}" } }
  bob: { command: [sh, ${agent}], paths: [b], env: { WRITES: b }, pass: [GH_TOKEN, "PROBE_*"] }
retries: 0
setup: [sh, ${setup}]
`;
  const configure = (said: string) => writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), config(said));
  configure('');
  const tasks = join(makeFolder(), 'tasks.yaml');
  writeFileSync(
    tasks,
    'tasks:\n  - { id: t1, title: one, writes: [a], agent: ada }\n  - { id: t2, title: two, writes: [b], agent: bob }\n',
  );
  const run = (...more: readonly string[]) =>
    callProgram(repo.dir, ['run', '--tasks', tasks, ...more], { env });
  return { run, configure, seen: () => readFileSync(log, 'utf8').split('\n').filter(Boolean).sort() };
}

test('each agent sees what is meant for it, the token of the forge only the one that names it', async () => {
  const { run, seen } = prepare();
  const ran = await run();
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  expect([...new Set(seen())]).toEqual([
    'setup:fast:k-123456:::',
    't1:::::made',
    't2:fast:k-123456:ghs_of-the-user::',
  ]);
  expect(ran.stderr + ran.stdout).toMatch(
    /^note: agents do not see \d+ to \d+ variables of your environment: --dry-run/m,
  );
});

test('what is left out is named beforehand, without values, and where an agent asks for it', async () => {
  const { run, configure } = prepare();
  const { stdout } = await run('--dry-run');
  expect(stdout).toMatch(/^Hidden +from all agents: (.*\n +)*.*GITLAB_TOKEN/m);
  expect(stdout).toMatch(/^ +from ada also: .*GH_TOKEN, PROBE_KEY, PROBE_MODE/m);
  for (const value of Object.values(env)) expect(stdout).not.toContain(value);
  const { hidden } = parseJson(await run('--dry-run', '--json')) as { hidden: Record<string, string[]> };
  expect(hidden['bob']).not.toContain('PROBE_MODE');

  configure('PROBE_KEY is not set, no XPROBE_MODE');
  const failed = await run();
  expect(failed.code).toBe(1);
  expect(failed.stdout).toMatch(
    /ended with exit code 3; its log names what it does not see of your environment: PROBE_KEY$/m,
  );
  expect(failed.stdout).toContain('`pass: [PROBE_KEY]` in `agents.<name>`');
});
