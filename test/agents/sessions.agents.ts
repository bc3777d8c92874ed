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

describe.each(SESSION_CLIS)('$name', (agent) => {
  it('a second session is refused with the reason, in one checkout and in two worktrees', async () => {
    await using world = await openWorld(agent);
    const { model, main, other } = world;
    const first = world.start(main, [
      ['write', join(main, 'src/a.txt'), 'first\n'],
      ['call', 'claim', { paths: ['src/later.txt'] }],
      ['call', 'status', {}],
      ['wait', 'others'],
    ]);
    await Promise.race([model.waiting('others'), first]);
    const [own] = model.results.slice(-1);
    expect(own).toMatch(/src\/a\.txt.*\\?"mine\\?":true/s);
    model.requests.splice(0);
    await world.start(main, [
      ...reading(agent, join(main, 'src/a.txt')),
      ['write', join(main, 'src/a.txt'), 'second\n'],
      ['write', join(main, 'src/b.txt'), 'second\n'],
      ['run', 'echo by-shell >> src/a.txt'],
      ['run', 'git add src/a.txt && git commit -q -m mine'],
      ['say', 'I was refused'],
    ]);
    const inOne = model.requests.splice(0).join('\n');
    await world.start(other, [
      ['write', join(other, 'src/a.txt'), 'third\n'],
      ['write', join(other, 'src/later.txt'), 'too early\n'],
      ['call', 'claim', { paths: ['src/later.txt'], wait: '25s' }, 'others'],
      ['write', join(other, 'src/later.txt'), 'third\n'],
      ['say', 'I was refused, too, and have waited'],
    ]);
    const inTwo = model.requests.splice(0).join('\n');
    await first;
    const read = (folder: string, name: string) => readFileSync(join(folder, 'src', name), 'utf8');
    const denied = agent.editsByShell ? CHANGED : DENIED;
    expect([inOne.match(denied)?.length ?? 0, inTwo.match(denied)?.length ?? 0]).toEqual([
      expect.toSatisfy((times) => times > 0),
      expect.toSatisfy((times) => times > 0),
    ]);
    expect(inOne).toMatch(CHANGED);
    if (!agent.editsByShell) {
      expect(read(main, 'a.txt')).toBe('first\nby-shell\n');
      expect(existsSync(join(other, 'src/a.txt'))).toBe(false);
      expect(inTwo).toMatch(/src\/later\.txt is held by [^"]{0,200}Nothing was changed/);
    }
    // the first one has ended, and has given back what it had not changed
    if (!agent.neverEnds) expect(read(other, 'later.txt')).toBe('third\n');
    expect(read(main, 'b.txt')).toBe('second\n'); // what is free goes on
    const last = openFixture(main).git('log', '-1', '--format=%s');
    expect(last).toBe('set up');
    expect(inOne).toMatch(/not committed: it changes files/);
    const how = agent.editsByShell ? 'told after the command' : 'denied before the edit';
    ROWS.push([agent.name, agent.cli.version, 'yes', how, 'in its next request', 'refused', '8 tools']);
  });
});

const DENIED = /src\/a\.txt is held by [^"]{0,200}Nothing was changed/g;
const CHANGED = /your last command changed what others hold: src\/a\.txt is held by/g;

const reading = ({ readsFirst }: SessionCli, path: string): readonly Act[] =>
  readsFirst ? [['call', 'Read', { file_path: path }]] : [];

async function openWorld(agent: SessionCli) {
  const { cli, part } = agent;
  const bin = installCli(cli);
  const model: ModelServer = await startModelServer();
  const { repo } = makeTeam({ 'README.md': '# shop\n', 'src/c.txt': 'x\n' });
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
  const head = ['agent', 'version', 'hook ran', 'edit', 'reason arrived', 'commit', 'MCP'];
  process.stdout.write(
    `\n${[head, head.map(() => '---'), ...ROWS].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`,
  );
});
