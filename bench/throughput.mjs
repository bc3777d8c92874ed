// Many agents on disjoint work, with claims (`run`) and without: the same agents, worktrees, commits and a push to one
// branch for each task, by a loop that asks nobody.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CLI, ENV, node, row, withFolder } from './measure.mjs';
import { makeTeamRepository, range } from './repositories.mjs';

const WORKERS = 16;

/** 16 workers, 128 tasks of one second, three files each. */
export const throughput1s = () => throughput({ seconds: 1, rounds: 8, times: 3 });
/** 48 tasks of ten seconds. */
export const throughput10s = () => throughput({ seconds: 10, rounds: 3, times: 1 });

/** The whole command counts, its start and its plan too. The arms take turns, each in a folder of its own. */
async function throughput({ seconds, rounds, times }) {
  const tasks = range(0, WORKERS * rounds).map((at) => ({
    id: `task-${at}`,
    files: range(at * 3, at * 3 + 3).map((file) => `src/part${file % 25}/module${file}.ts`),
  }));
  const once = (prepare) =>
    withFolder((folder) => {
      const agent = path.join(folder, 'agent.mjs');
      writeFileSync(agent, AGENT);
      return timed(() => prepare({ folder, tasks, command: [agent, String(seconds)] }));
    });
  const [without, withClaims] = [[], []];
  for (let time = 0; time < times; time++) {
    without.push(await once(workWithoutClaims));
    withClaims.push(await once(workWithClaims));
  }
  const [ours, theirs] = [medianOf(withClaims), medianOf(without)];
  const against = {
    name: 'the same agents without claims',
    ms: theirs.ms,
    atMost: seconds < 10 ? 1.11 : 1.05,
  };
  const what = `run: ${WORKERS} agents, ${tasks.length} tasks of ${seconds} s, 3 files each`;
  const note = `${(ours.cpuMs / 1000).toFixed(1)} s of processor time, ${(theirs.cpuMs / 1000).toFixed(1)} s without claims`;
  return [{ ...row(what, ours.ms, against), note }];
}

function medianOf(runs) {
  const middle = (key) => runs.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(runs.length / 2)];
  return { ms: middle('ms'), cpuMs: middle('cpuMs') };
}

// Works for some seconds, then changes the files it is told to.
const AGENT = `import { appendFileSync } from 'node:fs';
const [seconds] = process.argv.slice(2);
await new Promise((done) => setTimeout(done, Number(seconds) * 1000));
for (const file of JSON.parse(process.env.AGENTIC_PATHS)) appendFileSync(file, '// done\\n');
`;

function workWithClaims({ folder, tasks, command }) {
  const { repo } = makeTeamRepository(folder, { name: 'with' });
  const list = tasks.map(({ id, files }) => ({ id, kind: 'fix', title: id, writes: files, estimate: 1 }));
  writeFileSync(path.join(repo, 'tasks.json'), JSON.stringify({ version: 1, tasks: list }));
  const agents = { worker: { command: [process.execPath, ...command], at_once: WORKERS } };
  writeFileSync(
    path.join(repo, '.agentic-planrc.json'),
    JSON.stringify({ agents, limits: { agents: WORKERS } }),
  );
  const home = path.join(folder, 'home');
  return async () =>
    node([CLI, 'run', '--tasks', 'tasks.json'], { cwd: repo, env: { XDG_CACHE_HOME: home } });
}

function workWithoutClaims({ folder, tasks, command }) {
  const { repo } = makeTeamRepository(folder, { name: 'without' });
  const queue = [...tasks];
  const [making, publishing] = [inTurn(), inTurn()]; // as `run` does: all at once would only get in each other's way
  const worker = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const tree = path.join(folder, 'trees', task.id);
      await making(() => start('git', ['worktree', 'add', '-q', '--detach', tree, 'feature'], { cwd: repo }));
      await start(process.execPath, command, {
        cwd: tree,
        env: { AGENTIC_PATHS: JSON.stringify(task.files) },
      });
      await start('git', ['commit', '-q', '-a', '-m', task.id], { cwd: tree });
      await publishing(async () => {
        for (let code = 1; code !== 0; ) {
          await start('git', ['fetch', '-q', 'origin', 'refs/heads/work'], { cwd: tree, codes: [0, 1, 128] });
          await start('git', ['rebase', '-q', 'FETCH_HEAD'], { cwd: tree, codes: [0, 1, 128] });
          code = await start('git', ['push', '-q', 'origin', 'HEAD:refs/heads/work'], {
            cwd: tree,
            codes: [0, 1],
          });
        }
      });
      await making(() => start('git', ['worktree', 'remove', '--force', tree], { cwd: repo }));
    }
  };
  return () => Promise.all(range(0, WORKERS).map(worker));
}

/** Runs what it is given one after the other. */
function inTurn() {
  let last = Promise.resolve();
  return (act) => {
    last = last.then(act);
    return last;
  };
}

/** Only the work is timed, not what it is prepared with. */
async function timed(prepare) {
  const work = prepare();
  const [start, cpu] = [performance.now(), childrenCpuMs()];
  await work();
  return { ms: performance.now() - start, cpuMs: childrenCpuMs() - cpu };
}

/** Processor time of this process and all its children that have ended, in steps of 10 ms; 0 where nobody tells it. */
function childrenCpuMs() {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
  } catch {
    return 0;
  }
}

const start = (command, args, { cwd, env = {}, codes = [0] }) =>
  new Promise((resolve, reject) => {
    const quiet = command === 'git' ? ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false'] : [];
    const child = spawn(command, [...quiet, ...args], { cwd, env: { ...ENV, ...env }, stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', (code) => {
      if (codes.includes(code)) resolve(code);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}`));
    });
  });
