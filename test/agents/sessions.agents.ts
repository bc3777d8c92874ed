import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder, makeTeam, openFixture } from '../support/git-fixture.ts';
import { buildOnce, environmentFor, type Finished, startProgram } from './call-cli.ts';
import { type Act, scriptLine } from './follow-script.ts';
import { installCli } from './install-cli.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { installOurs, SESSION_CLIS, type SessionCli } from './session-clis.ts';

// Sessions that a person starts: the real program of each vendor, what `init` wrote, and the one step of trust. One session
// holds a file and is at work; a second one in the same checkout, or in another worktree, comes to it.

const ROWS: string[][] = [];

describe.each(SESSION_CLIS)('$part', (agent) => {
  it('a second session is denied with the reason, in one checkout and in two worktrees', async () => {
    await using world = await openWorld(agent);
    const { model, main, other } = world;
    const first = world.start(main, [
      ...reading(agent, join(main, 'src/a.txt')),
      ['write', join(main, 'src/a.txt'), 'first\n'],
      ['call', 'status', {}],
      ['wait', 'others'],
    ]);
    await Promise.race([model.waiting('others'), first]);
    const offered = model.offered.some((name) => /agentic.plan.*status/.test(name));
    const called = model.results.splice(0).at(-1) ?? '';
    const second = await world.start(main, [
      ...reading(agent, join(main, 'src/a.txt')),
      ['write', join(main, 'src/a.txt'), 'second\n'],
      ['write', join(main, 'src/b.txt'), 'second\n'],
      ['run', 'echo by-shell >> src/a.txt'],
      ['run', 'git commit -q -m mine -- src/a.txt'],
      ['say', 'I was refused'],
    ]);
    const inOne = model.results.splice(0);
    const toldOne = heldIn(model.requests.splice(0));
    const third = await world.start(other, [
      ...reading(agent, join(other, 'src/a.txt')),
      ['write', join(other, 'src/a.txt'), 'third\n'],
      ['say', 'I was refused, too'],
    ]);
    const inTwo = model.results.splice(0);
    const toldTwo = heldIn(model.requests.splice(0));
    const texts = {
      a: readFileSync(join(main, 'src/a.txt'), 'utf8'),
      b: existsSync(join(main, 'src/b.txt')),
      other: readFileSync(join(other, 'src/a.txt'), 'utf8'),
    };
    model.let('others');
    const { stdout, stderr } = await first;
    process.stderr.write(
      JSON.stringify(
        {
          tools: model.offered,
          called,
          offered,
          inOne,
          inTwo,
          toldOne,
          toldTwo,
          texts,
          stdout,
          stderr,
          second,
          third,
        },
        null,
        1,
      ),
    );
    expect(offered).toBe(true);
  });
});

const reading = ({ readsFirst }: SessionCli, path: string): readonly Act[] =>
  readsFirst ? [['call', 'Read', { file_path: path }]] : [];

/** What is said of held files, in the requests that the model got. */
const heldIn = (requests: readonly string[]): readonly string[] => [
  ...new Set(
    requests.flatMap(
      (text) => text.match(/[^.;:"]{0,120} (?:is|are) held by [^"]{0,200}|not committed: [^"]{0,300}/g) ?? [],
    ),
  ),
];

async function openWorld(agent: SessionCli) {
  const { cli, part } = agent;
  const bin = installCli(cli);
  const model: ModelServer = await startModelServer();
  const { repo } = makeTeam({ 'README.md': '# shop\n', 'src/a.txt': 'as it was\n' });
  const other = join(makeFolder(), 'other');
  const env = {
    ...environmentFor(cli, { bin: `${installOurs(makeFolder(), buildOnce())}:${bin}`, url: model.url }),
    ...agent.env,
  };
  const set = await startProgram(['agentic-plan', 'init', part, 'hooks', '--yes'], { cwd: repo.dir, env });
  if (set.code !== 0) throw new Error(set.stderr);
  repo.git('add', '-A');
  repo.git('commit', '-q', '-m', 'set up');
  repo.git('worktree', 'add', '-q', '-b', 'other', other);
  agent.trust?.(env.HOME, [repo.dir, other]);
  const start = (folder: string, acts: readonly Act[]): Promise<Finished> =>
    startProgram(agent.argv, {
      cwd: folder,
      env: { ...env, PWD: folder },
      input: `Do this.\n${scriptLine(acts)}\n`,
    });
  return {
    model,
    main: repo.dir,
    other: openFixture(other).dir,
    start,
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  };
}

afterAll(() => {
  process.stdout.write(`\n${ROWS.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`);
});
