import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };
import type { CliResult } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';
import { packPackage, systemPath, typeLine } from '../support/installed.ts';
import { npmEnvironment, startRegistry } from '../support/npm-registry.ts';
import { blockOf } from '../support/readme.ts';
import { makeStandIns } from '../support/stand-ins.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = {
  'src/auth/login.js': 'export const login = () => 1;\n',
  'web/page.js': 'export const page = 1;\n',
  'package.json': '{ "name": "shop", "private": true, "scripts": { "test": "node -e 0" } }\n',
  '.gitignore': 'node_modules\n',
  '.agentic-planrc.yaml': blockOf('yaml'),
};
const MY_TASKS = 'version: 1\ntasks: [{ id: mine, kind: fix, title: Mine, writes: [web/page.js] }]\n';

/** Somebody who reads the README from the top and types what is printed there, with agents of whom nothing is real. */
export interface Reader extends AsyncDisposable {
  /** A clone of the program's own repository. */
  readonly ours: GitFixture;
  /** A clone of the reader's, on a branch with a commit, and its remote. */
  readonly shop: GitFixture;
  readonly remote: GitFixture;
  type(line: string, where: GitFixture): Promise<CliResult>;
  /** The same on a machine where nothing of ours is installed, with the registry that will have it. */
  typeOnNewMachine(line: string, where: GitFixture): Promise<CliResult>;
  /** As somebody else, in another clone. */
  typeAsAna(line: string): Promise<CliResult>;
}

export async function makeReader(): Promise<Reader> {
  const { repo: ours } = makeTeam({ 'README.md': '# agentic-plan\n' });
  for (const name of [...packageJson.files, 'package.json'])
    cpSync(join(ROOT, name), join(ours.dir, name), { recursive: true });
  ours.git('add', '--force', '.');
  ours.git('commit', '-q', '-m', 'the program');
  const { repo: shop, remote } = makeTeam(FILES);
  shop.git('checkout', '-q', '-b', 'feature');
  shop.commit({ 'src/auth/login.js': 'export const login = (name) => name;\n', 'my.yaml': MY_TASKS });
  const other = remote.clone();
  const { bin, env } = makeStandIns(['claude', 'codex']);
  const prefix = join(makeFolder(), 'prefix');
  const registry = await startRegistry(packPackage(), packageJson);
  const installed = {
    ...env,
    ...npmEnvironment(),
    npm_config_prefix: prefix,
    PATH: systemPath(bin, join(prefix, 'bin')),
  };
  const bare = { ...env, ...registry.env, PATH: systemPath() };
  return {
    ours,
    shop,
    remote,
    type: (line, { dir }) => typeLine(line, { cwd: dir, env: installed }),
    typeOnNewMachine: (line, { dir }) => typeLine(line, { cwd: dir, env: bare }),
    typeAsAna: (line) => typeLine(line, { cwd: other.dir, env: { ...installed, AGENTIC_HOLDER: 'ana' } }),
    [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
  };
}

export const packagesOf = ({ shop }: Reader): readonly string[] =>
  readdirSync(join(shop.dir, 'node_modules', '.bin'));
