import { readFileSync } from 'node:fs';

/**
 * Whether a person sits at a terminal that a child of ours could ask at. Both streams, since agents and CI close one of
 * them; and not in the background, where whoever reads the terminal is stopped by the system.
 */
export function canAskAtTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true && isInForeground();
}

function isInForeground(): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // after the name: state, parent, group, session, terminal, the terminal's foreground group
    const [, , group, , , foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === foreground;
  } catch {
    return true;
  }
}
