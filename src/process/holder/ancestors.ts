import { readFile } from 'node:fs/promises';
import { runPs } from './run-ps.ts';

/** A process above another one. */
export interface Ancestor {
  readonly pid: number;
  /** As `ProcessIdentity.started`. */
  readonly started: string;
  /** The program's name as the system cuts it: `node`, `claude`, `npm exec`. */
  readonly name: string;
}

interface Row extends Ancestor {
  readonly parent: number;
}

const DEEPEST = 64;

/** The processes that this one descends from, the nearest first; none where the system does not say. */
export async function listAncestors(of = process.ppid): Promise<readonly Ancestor[]> {
  const lookUp = process.platform === 'linux' ? readRow : await rowsOfPs();
  const ancestors: Ancestor[] = [];
  for (let pid = of; pid > 1 && ancestors.length < DEEPEST; ) {
    const row = await lookUp(pid);
    if (row === undefined) break;
    const { parent, ...ancestor } = row;
    ancestors.push(ancestor);
    pid = parent;
  }
  return ancestors;
}

type LookUp = (pid: number) => Promise<Row | undefined>;

const readRow: LookUp = async (pid) => {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  return text === undefined ? undefined : parseStatRow(pid, text);
};

// Sample: `4711 (name (with) spaces) S 1 4711 4711 0 -1 4194560 … 22nd field: 1234567 …`; the name may hold anything.

/** Name, parent and start time (clock ticks since boot) from `/proc/<pid>/stat`. */
export function parseStatRow(pid: number, text: string): Row | undefined {
  const end = text.lastIndexOf(')');
  const fields = text.slice(end + 2).split(' ');
  const [, parent] = fields;
  const started = fields[19]; // the 22nd, counted from the third
  if (end < 0 || parent === undefined || started === undefined) return undefined;
  return { pid, parent: Number(parent), started, name: text.slice(text.indexOf('(') + 1, end) };
}

/** All processes at once, where there is no `/proc`; Windows has neither. */
async function rowsOfPs(): Promise<LookUp> {
  if (process.platform === 'win32') return async () => undefined;
  const text = await runPs(['-axo', 'pid=,ppid=,lstart=,comm=']).catch(() => '');
  const rows = text.split('\n').flatMap((line) => parsePsRow(line) ?? []);
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  return async (pid) => byPid.get(pid);
}

// Sample: `  501   499 Thu Nov 26 14:42:01 2026     /usr/local/bin/node`

/** One line of `ps -axo pid=,ppid=,lstart=,comm=`. */
export function parsePsRow(line: string): Row | undefined {
  const found = /^\s*(\d+)\s+(\d+)\s+(\S+\s+\S+\s+\d+\s+[\d:]+\s+\d{4})\s+(.+?)\s*$/.exec(line);
  const [, pid, parent, started, command] = found ?? [];
  if (pid === undefined || parent === undefined || started === undefined || command === undefined)
    return undefined;
  const name = command.slice(command.lastIndexOf('/') + 1);
  return { pid: Number(pid), parent: Number(parent), started: started.trim(), name };
}
