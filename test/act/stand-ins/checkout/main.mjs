import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const { env } = process;
const folder = path.join(env.GITHUB_WORKSPACE, env.INPUT_PATH);
mkdirSync(folder, { recursive: true });
const basic = Buffer.from(`x-access-token:${env.INPUT_TOKEN}`).toString('base64');
const url = `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}.git`;
const git = (...args) => execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });

git('init', '-q', '-b', 'main');
try {
  git('remote', 'add', 'origin', url);
} catch {
  // a second checkout in the same folder
}
const login = ['-c', `http.extraheader=AUTHORIZATION: basic ${basic}`];
const depth = env['INPUT_FETCH-DEPTH'] === '0' ? [] : [`--depth=${env['INPUT_FETCH-DEPTH']}`];
const branches = depth.length === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
const asked = env.INPUT_REF || env.GITHUB_REF;
git(...login, 'fetch', '-q', ...depth, 'origin', `+${asked}:refs/remotes/checkout`, ...branches);
git('checkout', '-q', '--force', '--detach', 'refs/remotes/checkout');
