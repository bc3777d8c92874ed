import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import { BACKLOG_FORMATS, type TaskFormat } from '../../core/model/task-source.ts';
import { isList, type Located, membersOf } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import type { Importer } from './importer.ts';
import type { BacklogDocument } from './read-backlog-document.ts';
import { has } from './read-fields.ts';
import { IMPORTERS } from './registry.ts';

/** `--from`: a format, and what of it. */
export interface FormatWish {
  readonly format: TaskFormat;
  readonly part?: string;
}

const TASK_FORMATS: readonly TaskFormat[] = ['tasks', ...BACKLOG_FORMATS];

/** `task-master:feature-x` */
export function readFormatWish(text: string): Checked<FormatWish> {
  const [name = '', ...rest] = text.split(':');
  const format = TASK_FORMATS.find((known) => known === name.toLowerCase());
  if (format !== undefined)
    return {
      ok: true,
      value: { format, ...(rest.length > 0 ? { part: rest.join(':') } : {}) },
      warnings: [],
    };
  const near = nearest(name, TASK_FORMATS);
  const remedy = `${near === undefined ? '' : `did you mean ${near}? `}known: ${TASK_FORMATS.join(', ')}`;
  return { ok: false, problems: [problemOf('usage', { message: `--from ${text} is no format`, remedy })] };
}

export type Chosen =
  | { readonly kind: 'tasks'; readonly root: Located }
  | {
      readonly kind: 'backlog';
      readonly importer: Importer;
      readonly documents: readonly BacklogDocument[];
      /** Files of the folder that are nothing of the kind. */
      readonly others: number;
    };

/** What these files are. In a folder only what is surely of a format counts, unless a person names it. */
export function chooseFormat(ask: {
  readonly documents: readonly BacklogDocument[];
  readonly name: string;
  readonly isFolder: boolean;
  readonly wish: FormatWish | undefined;
}): Checked<Chosen> {
  const { documents, name, isFolder, wish } = ask;
  const refuse = (problem: Problem): Checked<never> => ({
    ok: false,
    problems: [{ ...problem, where: { file: name } }],
  });
  const [first] = documents;
  if (wish?.format === 'tasks') return refuse(problemOf('backlog-other-format', { format: wish.format }));
  const sights = IMPORTERS.map((importer) => ({
    importer,
    sure: documents.filter((document) => importer.recognise(document) === 'yes'),
    maybe: documents.filter((document) => importer.recognise(document) === 'maybe'),
  })).filter(({ importer }) => wish === undefined || importer.format === wish.format);
  const sure = sights.filter((sight) => sight.sure.length > 0);
  const found =
    sure.length > 0 || (isFolder && wish === undefined)
      ? sure
      : sights.filter(({ maybe }) => maybe.length > 0);
  const [only, another] = found;
  if (another !== undefined) {
    const formats = found.map((sight) => `${sight.importer.format}`);
    return refuse(problemOf('backlog-ambiguous', { formats }));
  }
  if (only !== undefined) {
    const of =
      wish === undefined ? (only.sure.length > 0 ? only.sure : only.maybe) : [...only.sure, ...only.maybe];
    return accept({
      kind: 'backlog',
      importer: only.importer,
      documents: of,
      others: documents.length - of.length,
    });
  }
  if (wish !== undefined) return refuse(problemOf('backlog-other-format', { format: wish.format }));
  if (!isFolder && first?.kind === 'data' && isOurs(first.root))
    return accept({ kind: 'tasks', root: first.root });
  return refuse(problemOf('not-a-task-file', { formats: TASK_FORMATS, folder: isFolder }));
}

const accept = (value: Chosen): Checked<Chosen> => ({ ok: true, value, warnings: [] });

/** A task file, or something so near to one that its own messages help: where no entry has a name it is another tool's. */
function isOurs(root: Located): boolean {
  const tasks = isList(root.content) ? root : membersOf(root).get('tasks');
  if (tasks === undefined || !isList(tasks.content) || tasks.content.length === 0) return true;
  return tasks.content.some((task) => has(task, 'id'));
}
