import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import { reportFileText, reportFormatOf } from '../../report/run/report-file.ts';
import { writeOutput } from './planning.ts';

/** Writes what a run has come to; absent: nobody asked for it. */
export type WriteReport = (answer: Record<string, unknown>) => Promise<void>;

/**
 * `--report FILE`, looked at before anything starts: its name says the format, its folder is there, and it is no file of
 * the backlog, which is its owner's.
 */
export async function openReport(ask: {
  readonly cwd: string;
  readonly file: unknown;
  /** `--tasks`. */
  readonly tasks: string | undefined;
}): Promise<Checked<WriteReport>> {
  const { cwd, file, tasks } = ask;
  const accept = (value: WriteReport): Checked<WriteReport> => ({ ok: true, value, warnings: [] });
  const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });
  if (typeof file !== 'string') return accept(async () => {});
  const format = reportFormatOf(file);
  if (format === undefined) return refuse(problemOf('report-not-possible', { path: file, reason: 'format' }));
  const path = resolve(cwd, file);
  const backlog = tasks === undefined || tasks === '-' ? undefined : resolve(cwd, tasks);
  if (backlog !== undefined && `${path}/`.startsWith(`${backlog}/`))
    return refuse(problemOf('report-in-backlog', { path: file }));
  const isFolder = await stat(dirname(path)).then(
    (sight) => sight.isDirectory(),
    () => false,
  );
  if (!isFolder) return refuse(problemOf('report-not-possible', { path: file, reason: 'ENOENT' }));
  return accept((answer) => writeOutput(cwd, file, reportFileText(answer, format)));
}
