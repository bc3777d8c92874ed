import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type SimpleGit, simpleGit } from 'simple-git';
import type { DemoFiles, DemoPlaces, DemoProject } from '../app/ports/demo-stage.ts';

const GIT_CONFIG = '[user]\n\tname = %\n\temail = %@example.com\n[init]\n\tdefaultBranch = main\n';
const ANA = { GIT_AUTHOR_NAME: 'Ana', GIT_COMMITTER_NAME: 'Ana' };

/** A bare remote and two clones of it, ours on a branch with a commit, a colleague's with a pushed branch of her own. */
export async function buildDemoRepositories(ask: {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly project: DemoProject;
}): Promise<DemoPlaces> {
  const places = {
    folder: ask.folder,
    ours: path.join(ask.folder, 'you', 'shop'),
    colleagues: path.join(ask.folder, 'ana', 'shop'),
  };
  const remote = path.join(ask.folder, 'shop.git');
  for (const folder of [remote, places.ours, places.colleagues, path.join(ask.folder, 'home')])
    await mkdir(folder, { recursive: true });
  await writeFile(path.join(ask.folder, 'home', 'gitconfig'), GIT_CONFIG.replaceAll('%', 'you'));
  await gitIn(remote, ask.env).init(['--bare', '-b', 'main']);

  const ours = gitIn(places.ours, ask.env);
  await ours.init(['-b', 'main']);
  await ours.addRemote('origin', remote);
  await commitFiles({ git: ours, folder: places.ours, files: ask.project.base, message: 'A small shop' });
  await ours.push(['-q', '-u', 'origin', 'main']);
  await ours.raw('remote', 'set-head', 'origin', 'main');

  const colleagues = gitIn(places.colleagues, { ...ask.env, ...ANA });
  await colleagues.clone(remote, '.');
  await colleagues.addConfig('user.name', 'Ana');
  await colleagues.checkoutLocalBranch('free-of-charge');
  await commitFiles({
    git: colleagues,
    folder: places.colleagues,
    files: ask.project.colleagues,
    message: 'No pieces cost nothing',
  });
  await colleagues.push(['-q', 'origin', 'free-of-charge']);

  await ours.checkoutLocalBranch('checkout');
  await commitFiles({
    git: ours,
    folder: places.ours,
    files: ask.project.ours,
    message: 'Refuse negative pieces',
  });
  await ours.push(['-q', 'origin', 'checkout']);
  await ours.fetch(['-q', 'origin']);
  return places;
}

/** Refs below a prefix on the demonstration's remote. */
export async function listDemoRefs(folder: string, env: Readonly<Record<string, string>>, prefix: string) {
  const out = await gitIn(path.join(folder, 'shop.git'), env).raw(
    'for-each-ref',
    '--format=%(refname)',
    prefix,
  );
  return out.split('\n').filter((line) => line !== '');
}

/** `git log --graph` on the demonstration's remote. */
export function showDemoHistory(folder: string, env: Readonly<Record<string, string>>, range: string) {
  const format = '--format=%h %an: %s';
  return gitIn(path.join(folder, 'shop.git'), env).raw('log', '--graph', format, '--end-of-options', range);
}

async function commitFiles(ask: {
  readonly git: SimpleGit;
  readonly folder: string;
  readonly files: DemoFiles;
  readonly message: string;
}): Promise<void> {
  for (const [name, content] of Object.entries(ask.files)) {
    const file = path.join(ask.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  await ask.git.add('.');
  await ask.git.commit(ask.message, ['-q']);
}

const gitIn = (folder: string, env: Readonly<Record<string, string>>): SimpleGit =>
  // "Unsafe" is the path of a configuration file in the environment: ours, in the demonstration's own folder.
  simpleGit({ baseDir: folder, unsafe: { allowUnsafeConfigPaths: true } }).env(env);
