import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

const CONFIGURATION = `agents:
  ada: { command: ["sh", "-c", "echo mended >> src/login.ts"] }
rules: { code-review: { enabled: false }, test-coverage: { enabled: false }, documentation-update: { enabled: false } }
`;

/** What a rule asks for is known by the files that it is about, or as its work has left them. */
test('a derived task is new work only where its files are neither as it saw them nor as it left them', async () => {
  const { repo } = makeTeam({ 'src/login.ts': 'export const login = 1;\n' });
  writeFileSync(join(repo.dir, '.git/info/exclude'), '.agentic-planrc.yaml\n');
  writeFileSync(join(repo.dir, '.agentic-planrc.yaml'), CONFIGURATION);
  repo.git('config', 'user.name', 'Ana');
  repo.git('config', 'user.email', 'ana@example.invalid');
  repo.git('checkout', '-q', '-b', 'feature');
  const rest = Array.from({ length: 9 }, (_, at) => `const line${at} = ${at};\n`).join('');
  repo.commit({ 'src/login.ts': `export const login = (password: string) => eval(password);\n${rest}` });
  const howMany = async (): Promise<unknown> => {
    const ran = parseJson(await callProgram(repo.dir, ['run', '--json'])) as { tasks: { how?: string }[] };
    return ran.tasks.map(({ how }) => how);
  };
  expect(await howMany()).toContain('published');
  repo.commit({ 'other.txt': 'no file of the task' });
  expect(await howMany()).not.toContain('published');
  repo.commit({ 'src/login.ts': `export const login = (word: string) => eval(word);\n${rest}` });
  expect(await howMany()).toContain('published');
  repo.git('fetch', '-q', 'origin', 'agentic/feature');
  repo.git('merge', '-q', 'FETCH_HEAD');
  expect(await howMany()).not.toContain('published'); // its own work is no reason to ask again
});
