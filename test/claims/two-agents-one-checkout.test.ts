import { beforeEach, expect, test } from 'vitest';
import { runClaim } from '../../src/cli/commands/claim/claim.ts';
import { runStatus } from '../../src/cli/commands/status.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

let repo: GitFixture;
beforeEach(() => {
  ({ repo } = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '2\n' }));
  repo.git('config', 'user.name', 'Ana');
  repo.git('switch', '-q', '-c', 'fix/422');
});

const claim = (path: string, agent: string | undefined, env: Record<string, string> = {}) =>
  runCommand(runClaim, repo.dir, { operands: [path], options: agent ? { agent } : {}, env, json: true });
const status = (env: Record<string, string> = {}) => runCommand(runStatus, repo.dir, { env });

test('two agents by name in one session are told that they are one holder, and how to be two', async () => {
  await claim('src/a.ts', 'claude');
  const { problems } = JSON.parse((await claim('src/b.ts', 'codex')).result);
  expect(problems).toMatchObject([
    { code: 'shared-session', remedy: expect.stringContaining('AGENTIC_HOLDER') },
  ]);
  const seen = (await status()).result;
  expect(seen).toMatch(/You are Ana, fix\/422 here, and so is every agent in this checkout/);
  expect(seen).toMatch(/AGENTIC_HOLDER/);
});

test('with names of their own they are two, called by these names, person and branch', async () => {
  expect((await claim('src', undefined, { AGENTIC_HOLDER: 'alice' })).code).toBe(0);
  const refused = await claim('src/a.ts', undefined, { AGENTIC_HOLDER: 'bob' });
  expect(refused.code).toBe(3);
  expect(JSON.parse(refused.result).held).toMatchObject([{ agent: 'alice', holder: 'Ana, fix/422' }]);
  const seen = (await status({ AGENTIC_HOLDER: 'bob' })).result;
  expect(seen).toMatch(/alice \(Ana, fix\/422\)/);
  expect(seen).not.toMatch(/You are/);
});

test.each(['team/alice', 'crew:2', 'alice #1'])('the name %s is said to whoever is refused', async (name) => {
  await claim('src', undefined, { AGENTIC_HOLDER: name });
  const refused = await claim('src/a.ts', undefined, { AGENTIC_HOLDER: 'team/bob' });
  expect(JSON.parse(refused.result).held).toMatchObject([{ agent: name, holder: 'Ana, fix/422' }]);
});

test('a session that goes to another branch has its claims there too', async () => {
  await claim('src', undefined);
  repo.git('switch', '-q', 'main');
  expect(JSON.parse((await claim('src', undefined)).result)).toMatchObject({ how: 'renewed' });
});

test('what a name holds of control sequences reaches no terminal, as text or as JSON', async () => {
  const evil = 'x\u001b[31m\u202e\u009b2J::error::';
  await claim('src', evil, { AGENTIC_HOLDER: 'bo' });
  for (const json of [false, true]) {
    const seen = await runCommand(runStatus, repo.dir, { env: {}, json });
    expect(seen.result).not.toMatch(/[\u001b\u009b\u202e]/);
  }
});
