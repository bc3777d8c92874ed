import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Task } from '../../core/model/task.ts';
import type { SourceFile } from '../parse/located.ts';
import { checkParsedTasks, parseTaskFile, readTaskTable } from '../parse/parse-task-file.ts';
import { assembleBacklog } from './assemble-backlog.ts';
import { chooseFormat, type FormatWish } from './choose-format.ts';
import { type BacklogDocument, readBacklogDocument } from './read-backlog-document.ts';
import type { Surroundings } from './task-table.ts';

/** What `--tasks` names: a file, standard input, or a folder with the files in it. */
export interface TaskSources {
  /** As it was typed. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly files: readonly SourceFile[];
}

export interface ReadTasksWish {
  readonly wish: FormatWish | undefined;
  readonly lenient: boolean;
  /** Asked for where a backlog is read. */
  readonly around: () => Promise<Surroundings>;
}

/** Tasks of our own file or of a team's backlog, told apart by content; or everything that is wrong with it. */
export async function readTasks(sources: TaskSources, ask: ReadTasksWish): Promise<Checked<readonly Task[]>> {
  const { name, isFolder, files } = sources;
  const [first] = files;
  if (!isFolder && first !== undefined && ask.wish?.format === 'tasks')
    return checkParsedTasks(parseTaskFile(first.bytes, first.name));
  const read = files.map(readBacklogDocument);
  const documents = read.flatMap((each): readonly BacklogDocument[] => (each.ok ? [each.value] : []));
  const broken = read.flatMap((each) => (each.ok ? [] : each.problems));
  if (broken.length > 0 && !(isFolder && ask.lenient)) return { ok: false, problems: broken };
  const chosen = chooseFormat({ documents, name, isFolder, wish: ask.wish });
  if (!chosen.ok) return chosen;
  if (chosen.value.kind === 'tasks') return checkParsedTasks(readTaskTable(chosen.value.root, name));
  const { importer } = chosen.value;
  const parsed = chosen.value.documents.map((document) =>
    importer.parse(document, ask.wish?.part === undefined ? {} : { part: ask.wish.part }),
  );
  const tasks = assembleBacklog({
    format: importer.format,
    parsed: {
      items: parsed.flatMap(({ items }) => items),
      problems: parsed.flatMap(({ problems }) => problems),
    },
    around: await ask.around(),
    name,
    lenient: ask.lenient,
  });
  return tasks.ok ? { ...tasks, warnings: [...broken.map(asNote), ...tasks.warnings] } : tasks;
}

const asNote = (problem: Problem): Problem => ({ ...problem, severity: 'warning' });
