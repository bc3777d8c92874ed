import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoStage } from '../../app/ports/demo-stage.ts';
import { buildDemoRepositories, listDemoRefs, showDemoHistory } from '../../git/demo-repositories.ts';
import { demoEnvironment } from '../../process/start/demo-environment.ts';
import { startOwnCommand } from '../../process/start/run-own-command.ts';

/**
 * The stage of the demonstration, in a temporary folder. When the signal fires, the command that runs is interrupted.
 * `columns`: of the terminal that shows what commands print, which they do not see; infinite: of none.
 */
export async function openDemoStage(
  program: string,
  { columns, signal }: { readonly columns: number; readonly signal: AbortSignal },
): Promise<DemoStage> {
  const start = Date.now();
  const folder = await mkdtemp(path.join(tmpdir(), 'agentic-plan-demo-'));
  const env = {
    ...demoEnvironment(folder),
    ...(Number.isFinite(columns) ? { COLUMNS: String(columns) } : {}),
  };
  return {
    build: (project) => buildDemoRepositories({ folder, env, project }),
    startCommand: ({ args, cwd, holder, onLine }) =>
      startOwnCommand({ program, args, cwd, env: { ...env, AGENTIC_HOLDER: holder }, onLine, signal }),
    canPause: process.platform !== 'win32',
    listRemoteRefs: (prefix) => listDemoRefs(folder, env, prefix),
    showHistory: (range) => showDemoHistory(folder, env, range),
    async remove() {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      return (Date.now() - start) / 1000;
    },
  };
}
