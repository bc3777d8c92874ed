import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import type { BacklogFormat } from '../../core/model/task-source.ts';
import type { Located } from '../parse/located.ts';
import { inFileOrder, warningAt } from '../parse/located.ts';
import { readTaskTable } from '../parse/parse-task-file.ts';
import type { BacklogItem, ParsedBacklog } from './importer.ts';
import { type ItemProblem, type JudgedItem, judgeItems } from './judge-items.ts';
import { type Surroundings, type TableEntry, toTaskEntry } from './task-table.ts';

export interface BacklogWish {
  readonly format: BacklogFormat;
  readonly parsed: ParsedBacklog;
  readonly around: Surroundings;
  /** As `--tasks` was typed. */
  readonly name: string;
  /** What cannot be read is left out with what needs it, and told; else it refuses the whole. */
  readonly lenient: boolean;
}

/** A backlog as tasks: what was read, judged, brought into the shape of a task file, and checked as one. */
export function assembleBacklog(wish: BacklogWish): Checked<readonly Task[]> {
  const { parsed, lenient } = wish;
  const judged = judgeItems(parsed.items);
  const known = [...parsed.problems, ...judged.problems.map(({ problem }) => problem)];
  if (known.length > 0 && !lenient) {
    // what else is wrong is told together with it
    const rest = readOpen(wish, withoutBroken(judged.items, judged.problems).kept);
    return refuse([...known, ...(rest.checked.ok ? [] : rest.checked.problems)]);
  }
  const left = withoutBroken(judged.items, judged.problems);
  const read = lenient ? readWhatCan(wish, left.kept) : { ...readOpen(wish, left.kept), left: [] };
  const { checked } = read;
  if (!checked.ok) return checked;
  const lost = [...left.left, ...read.left];
  const value = checked.value.map((task) => withSource(wish, read, task));
  const notes = notesOf(wish, { items: judged.items, lost, tasks: value });
  const told = [...parsed.problems, ...judged.problems.map(({ problem }) => problem), ...read.problems];
  return {
    ok: true,
    value,
    warnings: [...inFileOrder(told.map(asWarning)), ...checked.warnings, ...notes],
  };
}

const refuse = (problems: readonly Problem[]): Checked<never> => ({
  ok: false,
  problems: inFileOrder(problems),
});

const asWarning = (problem: Problem): Problem => ({ ...problem, severity: 'warning' });

interface Kept {
  readonly kept: readonly JudgedItem[];
  /** Open items that are left out: they cannot be read, or need one that cannot. */
  readonly left: readonly JudgedItem[];
}

function withoutBroken(items: readonly JudgedItem[], problems: readonly ItemProblem[]): Kept {
  const broken = new Set(problems.map(({ item }) => item));
  return without(items, ({ item }) => broken.has(item));
}

/** Without these, and without what needs one of them. */
function without(items: readonly JudgedItem[], isBroken: (each: JudgedItem) => boolean): Kept {
  const open = items.filter(({ fate }) => fate === 'open');
  const gone = new Set(open.filter(isBroken).map(({ id }) => id));
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const { id, needs } of open) if (needs.some((need) => gone.has(need.id))) gone.add(id);
  }
  return { kept: open.filter(({ id }) => !gone.has(id)), left: open.filter(({ id }) => gone.has(id)) };
}

interface ReadItems {
  readonly checked: Checked<readonly Task[]>;
  readonly items: ReadonlyMap<string, { readonly judged: JudgedItem; readonly entry: TableEntry }>;
  /** What was wrong with those that are left out. */
  readonly problems: readonly Problem[];
}

function readOpen({ around, name }: BacklogWish, open: readonly JudgedItem[]): ReadItems {
  const items = new Map(open.map((judged) => [judged.id, { judged, entry: toTaskEntry(judged, around) }]));
  const tasks: Located = {
    where: { file: name },
    content: [...items.values()].map(({ entry }) => entry.node),
  };
  return { checked: readTaskTable(tasks, name), items, problems: [] };
}

/** Again without what is wrong, until nothing is. */
function readWhatCan(
  wish: BacklogWish,
  open: readonly JudgedItem[],
): ReadItems & { readonly left: readonly JudgedItem[] } {
  const problems: Problem[] = [];
  const left: JudgedItem[] = [];
  let kept = open;
  for (;;) {
    const read = readOpen(wish, kept);
    if (read.checked.ok) return { ...read, problems, left };
    const wrong = read.checked.problems.filter(({ severity }) => severity !== 'warning');
    const named = new Set(wrong.map(placeName));
    const next = without(kept, ({ item }) =>
      named.has(placeName({ where: { ...item.where, key: item.name } })),
    );
    if (next.left.length === 0) return { ...read, problems, left }; // it is about none of them
    problems.push(...wrong);
    left.push(...next.left);
    kept = next.kept;
  }
}

const placeName = ({ where }: Pick<Problem, 'where'>): string => `${where?.file}\0${where?.key}`;

function withSource({ format, around }: BacklogWish, { items }: ReadItems, task: Task): Task {
  const found = items.get(task.id);
  if (found === undefined) return task;
  const { name, where } = found.judged.item;
  const { predicted } = found.entry;
  return {
    ...task,
    ...(predicted.length > 0 ? { predicted } : {}),
    // the same from whichever folder it was named
    source: {
      format,
      name,
      file: around.pathOf(where.file) ?? where.file,
      ...(where.line === undefined ? {} : { line: where.line }),
    },
  };
}

/** What became of a backlog, in so many words. */
function notesOf(
  { format, name }: BacklogWish,
  of: {
    readonly items: readonly JudgedItem[];
    readonly lost: readonly JudgedItem[];
    readonly tasks: readonly Task[];
  },
): readonly Problem[] {
  const where = { file: name };
  const named = (items: readonly JudgedItem[]) =>
    items.map(({ item, because }) => (because === '' ? item.name : `${item.name} (${because})`));
  const aside = of.items.filter(({ fate }) => fate === 'aside');
  const done = of.items.filter(({ fate }) => fate === 'done').length;
  const unknown = of.items.filter(({ unknownStatus, fate }) => unknownStatus && fate === 'open');
  const scopeless = of.tasks.filter(({ writes }) => writes.length === 0);
  const counts = { format, items: of.items.length, tasks: of.tasks.length, done };
  return [
    warningAt(where, 'backlog-read', counts),
    ...(aside.length > 0 ? [warningAt(where, 'backlog-set-aside', { items: named(aside) })] : []),
    ...(of.lost.length > 0
      ? [
          warningAt(where, 'backlog-left-out', {
            items: of.lost.map(({ item }: { item: BacklogItem }) => item.name),
          }),
        ]
      : []),
    ...(unknown.length > 0 ? [warningAt(where, 'status-unknown', { items: named(unknown) })] : []),
    ...(scopeless.length > 0
      ? [warningAt(where, 'scope-unknown', { tasks: scopeless.map(({ id }) => id) })]
      : []),
  ];
}
