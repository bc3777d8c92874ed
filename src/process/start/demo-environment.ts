import path from 'node:path';
import { variablesFor } from './agent-environment.ts';

// Whoever tries the demonstration has a git set-up, agents' sessions, CI variables. It must neither use nor touch any.
const FOREIGN =
  /^(GIT_|AGENTIC_|XDG_|CLAUDE|CODEX_|GEMINI_|COPILOT_|GITHUB_|ACTIONS_|CI$|NODE_OPTIONS$|EDITOR$|VISUAL$|PAGER$|SSH_ASKPASS$)/;

/**
 * Environment of every process of the demonstration: its home, caches and git configuration lie in its own folder. Of the
 * user's it has what agents see, so that nothing is left to be said of the rest.
 */
export function demoEnvironment(folder: string): Record<string, string> {
  const { seen } = variablesFor(process.env, []);
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(seen))
    if (value !== undefined && !FOREIGN.test(name)) env[name] = value;
  const home = path.join(folder, 'home');
  return {
    ...env,
    PATH: [path.dirname(process.execPath), env['PATH'] ?? ''].join(path.delimiter), // its agents are `node …`
    HOME: home,
    USERPROFILE: home,
    TMPDIR: folder,
    LOCALAPPDATA: home,
    XDG_CACHE_HOME: path.join(home, 'cache'),
    XDG_STATE_HOME: path.join(home, 'state'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    GIT_CONFIG_GLOBAL: path.join(home, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
  };
}
