import { expect, test } from 'vitest';
import type { SetupFiles } from '../../src/app/ports/setup-files.ts';
import { findOwnProgram } from '../../src/cli/commands/init/parts/own-program.ts';
import type { Workspace } from '../../src/cli/open/opened.ts';
import { hooksIn } from '../../src/core/agents/hooks/installed-hooks.ts';
import { hookCommand, serverArgv } from '../../src/report/setup/agents/agent-setup.ts';
import { claude } from '../../src/report/setup/agents/claude.ts';

const DEP = '{"devDependencies":{"agentic-plan":"^1"}}';

/** A repository with these files; what is below node_modules is not tracked. */
function aGround(texts: Readonly<Record<string, string>>) {
  const files: Pick<SetupFiles, 'read'> = {
    read: async ({ path }) => {
      const text = texts[path];
      return text === undefined ? { kind: 'absent' } : { kind: 'file', bytes: Buffer.from(text) };
    },
  };
  const finder = { tracked: async () => Object.keys(texts).filter((path) => !path.includes('node_modules')) };
  const workspace = { place: async () => ({ ok: true, value: { finder }, warnings: [] }) };
  return { files, workspace: workspace as unknown as Workspace };
}

const BIN = 'node_modules/.bin/agentic-plan';
test.each([
  [{}, 'agentic-plan', undefined],
  [{ 'package.json': '{"agentic-plan":{"verify":"npm test"}}' }, 'agentic-plan', undefined],
  [{ 'package.json': '{"name":"x","dependencies":{"other":"1"}}' }, 'agentic-plan', undefined],
  [{ 'package.json': DEP }, 'npx --no-install agentic-plan', BIN],
  [{ 'package.json': DEP, 'pnpm-lock.yaml': '' }, 'pnpm exec agentic-plan', BIN],
  [{ 'package.json': DEP, 'yarn.lock': '' }, 'yarn run agentic-plan', BIN],
  [{ 'package.json': DEP, 'yarn.lock': '', '.pnp.cjs': '' }, 'yarn run agentic-plan', undefined],
  [{ 'package.json': DEP, 'bun.lock': '' }, 'bun run agentic-plan', BIN],
  [
    { 'package.json': DEP.replace('{"dev', '{"packageManager":"pnpm@9.0.0","dev') },
    'pnpm exec agentic-plan',
    BIN,
  ],
  [{ 'package.json': '{"workspaces":["a"]}', 'a/package.json': DEP }, 'npx --no-install agentic-plan', BIN],
  [{ 'package.json': '{}', 'pnpm-workspace.yaml': '', 'a/package.json': DEP }, `a/${BIN}`, `a/${BIN}`],
  [{ 'web/app/package.json': DEP, 'pyproject.toml': '' }, `web/app/${BIN}`, `web/app/${BIN}`],
  [{ 'package.json': '{}', 'a/package.json': DEP, [BIN]: '' }, 'npx --no-install agentic-plan', BIN],
  [{ 'a b/package.json': DEP }, 'agentic-plan', undefined],
])('in %j it is called as %s', async (files, words, bin) => {
  const own = await findOwnProgram(aGround(files));
  expect([own.words.join(' '), own.bin]).toEqual([words, bin]);
  const command = hookCommand(own, 'claude', '$CLAUDE_PROJECT_DIR');
  expect(command).toMatch(/agentic-plan hook agent claude$/);
  expect(hooksIn(JSON.stringify([command]))).toHaveLength(1); // doctor knows it again
  expect(JSON.stringify(claude.files(own))).toContain(`Bash(${words}:*)`);
  expect(serverArgv(own).at(-1)).toBe('mcp');
});
