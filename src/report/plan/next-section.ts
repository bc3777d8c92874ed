import { classifyPath } from '../../core/paths/classify-path.ts';
import { operandsFrom, pathCommandText } from '../claim/path-command.ts';
import { widthOf } from '../layout.ts';
import { ownArgv, ownLine } from '../own-command.ts';
import { shellWord } from '../shell-word.ts';
import type { PlanView } from './plan-view.ts';

type Row = readonly [command: string, what: string];

const LABEL = 'Next     ';

/** Commands that work when they are pasted: none is cut, and what one is for follows below it where it fills the line. */
export function nextLines(view: PlanView, columns: number): readonly string[] {
  const rows =
    view.around === undefined
      ? [...taskRows(view), ...claimRow(view), ...(view.plan.tasks.length === 0 ? lookRows(view) : [])]
      : [
          ...lookRows(view),
          [ownLine({ command: 'demo', given: view.given }), 'see agents work, in 15 seconds'] as const,
        ];
  const room = (what: string): number => columns - LABEL.length - widthOf(what) - 3;
  const fitting = rows.filter(([command, what]) => widthOf(command) <= room(what));
  const width = Math.max(0, ...fitting.map(([command]) => widthOf(command)));
  const lines = rows.flatMap(([command, what]) =>
    Math.max(width, widthOf(command)) <= room(what)
      ? [`${command.padEnd(width)}   ${what}`]
      : [command, `  ${what}`],
  );
  const margin = ' '.repeat(LABEL.length);
  return lines.length === 0 ? [] : ['', ...lines.map((line, at) => `${at === 0 ? LABEL : margin}${line}`)];
}

/** For whoever has nothing to plan, and perhaps came just now. */
const lookRows = ({ given, source }: PlanView): readonly Row[] => [
  ...(source === undefined
    ? [[ownLine({ command: 'init', given }), 'keeps your agents’ sessions apart'] as const]
    : []),
  [ownLine({ command: 'status', words: ['--all'], given }), 'all of it: who is on what'],
];

function taskRows({ plan, agents, given }: PlanView): readonly Row[] {
  if (plan.tasks.length === 0) return [];
  const canRun = agents.some((agent) => agent.runnable);
  const why = [
    'why this task',
    ...(canRun ? ['this agent'] : []),
    ...(plan.tasks.length > 1 ? ['this order'] : []),
  ];
  const run = ownLine({ command: 'run', words: ['--dry-run'], given });
  return [
    ...(canRun ? [[run, 'what would start, and where results would go'] as const] : []),
    [ownLine({ command: 'explain', words: ['1'], given }), why.join(', ')],
  ];
}

const claimRow = (view: PlanView): readonly Row[] => {
  const command = claimCommand(view);
  return command === undefined ? [] : [[command, 'keep others off while you work']];
};

// More of them would fill the screen; git then names them all.
const MOST_NAMES = 8;

/** A claim of the files that were changed, no more and no less, but for those that somebody else holds. */
function claimCommand({ plan, changes, below, given }: PlanView): string | undefined {
  const held = new Set(plan.presence.claims.flatMap(({ sharedFiles }) => sharedFiles));
  const changed = changes.filter(({ kind }) => kind !== 'deleted').map(({ path }) => path);
  const written = changed.filter((path) => !classifyPath(path).has('generated'));
  const free = (written.length > 0 ? written : changed).filter((path) => !held.has(path));
  if (free.length === 0) return undefined;
  if (free.length <= MOST_NAMES || below !== '')
    return pathCommandText({ verb: 'claim', operands: operandsFrom(below, free), given });
  const but = [...held].map((path) => `:(top,literal,exclude)${path}`);
  const names = ['git', 'diff', '--name-only', '--diff-filter=d', '-z', short(plan.base), short(plan.head)];
  const words = [...names, ...(but.length > 0 ? ['--', ':/', ...but] : [])];
  const claim = ownArgv({ command: 'claim', words: ['--stdin'], given });
  return `${words.map(shellWord).join(' ')} | ${claim.map(shellWord).join(' ')}`;
}

const short = (oid: string): string => oid.slice(0, 12);
