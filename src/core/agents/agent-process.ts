// What stands between an agent and a command that it starts: shells, and what starts programs of packages.
const SHELLS = /^-?(?:sh|bash|dash|ash|zsh|ksh|fish|busybox|pwsh|powershell|cmd(?:\.exe)?)$/;
const STARTERS = /^(?:npm|npx|pnpm|yarn|bunx|env|timeout|nice|nohup|setsid|stdbuf|xargs|sudo|bwrap|script)\b/;

/**
 * The agent among the processes above one of its hooks, the nearest first: the first that only hands on no command.
 * `told`: its process id, where it says so itself.
 */
export function findAgentProcess<A extends { readonly pid: number; readonly name: string }>(
  ancestors: readonly A[],
  told?: number,
): A | undefined {
  return (
    ancestors.find(({ pid }) => pid === told) ??
    ancestors.find(({ name }) => !SHELLS.test(name) && !STARTERS.test(name))
  );
}
