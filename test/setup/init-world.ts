import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

export const FILE = '.github/workflows/agentic-plan.yml';
export const COMMIT = '0123456789abcdef0123456789abcdef01234567';
export const INIT = ['init', '--ci', 'github', '--action', `agentic-plan/agentic-plan@${COMMIT}`];
export const AGENTS = `agents:
  claude: { preset: claude-code, timeout: 40m }
  own: { command: [./agent.sh], pass: [OWN_KEY, 'MY_*'] }
limits: { agents: 2 }
`;

export const aRepository = (config = AGENTS): GitFixture =>
  makeTeam({ 'src/a.ts': '1\n', '.agentic-planrc.yaml': config }).repo;
export const workflowOf = (repo: GitFixture): string => readFileSync(join(repo.dir, FILE), 'utf8');
/** Of the checkout and of git's folder: what is there besides what git made. */
export const leftIn = (repo: GitFixture): string =>
  `${repo.git('status', '--porcelain', '--untracked-files=all')}${readdirSync(join(repo.dir, '.git')).filter((name) => name.includes('agentic'))}`;
