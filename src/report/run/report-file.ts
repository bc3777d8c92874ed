import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';

/** What `run --json` prints, as far as a page says it. */
interface Answer {
  readonly outcome?: unknown;
  readonly run?: unknown;
  readonly tasks?: unknown;
  readonly result?: unknown;
  readonly problems?: unknown;
}

type Row = Readonly<Record<string, unknown>>;

export type ReportFormat = 'json' | 'markdown';

/** By the name of the file; undefined: neither. */
export function reportFormatOf(file: string): ReportFormat | undefined {
  if (/\.json$/i.test(file)) return 'json';
  return /\.(md|markdown)$/i.test(file) ? 'markdown' : undefined;
}

/** The text of `--report`: the same object that `--json` prints, or a page that says it to people. */
export const reportFileText = (answer: Answer, format: ReportFormat): string =>
  format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : reportMarkdown(answer);

/** All foreign text is data. */
function reportMarkdown({ outcome, run, tasks, result, problems }: Answer): string {
  const rows = rowsOf(tasks);
  const done = rows.filter((row) => row['outcome'] === 'done').length;
  const title = `# Run ${markdownCode(textOf(run))}: ${textOf(outcome)}`;
  const sections = [
    title,
    rows.length === 0 ? 'There was nothing to do.' : `${done} of ${count(rows.length, 'task')} done.`,
    resultLine(rowsOf([result])[0]),
    rows.length === 0 ? '' : tableOf(rows),
    problemsOf(rowsOf(problems)),
  ];
  return `${sections.filter((part) => part !== '').join('\n\n')}\n`;
}

const rowsOf = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? value.filter((row): row is Row => typeof row === 'object' && row !== null) : [];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function resultLine(result: Row | undefined): string {
  const [branch, commit] = [textOf(result?.['branch']), textOf(result?.['commit'])];
  if (branch === '') return '';
  const where = textOf(result?.['remote']);
  const on = where === '' ? 'in the clone' : `on ${escapeMarkdown(where)}`;
  return commit === '' ? '' : `Result: ${markdownCode(branch)} ${on}, ${markdownCode(commit.slice(0, 7))}.`;
}

const tableOf = (rows: readonly Row[]): string =>
  [
    '| task | what | outcome | agent | commit | in the backlog |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${[
          codeOf(textOf(row['id'])),
          escapeMarkdown(textOf(row['title'])),
          escapeMarkdown(outcomeOf(row)),
          escapeMarkdown(textOf(row['agent'])),
          codeOf(textOf(row['commit']).slice(0, 7)),
          sourceOf(row['source']),
        ].join(' | ')} |`,
    ),
  ].join('\n');

/** `done before`, `stopped by t1`, `failed (task-failed)` */
function outcomeOf(row: Row): string {
  const outcome = textOf(row['outcome']);
  const [how, because, problem] = [textOf(row['how']), textOf(row['because']), textOf(row['problem'])];
  if (how === 'before') return `${outcome} before`;
  if (because !== '') return `${outcome}: needs ${because}`;
  return problem === '' ? outcome : `${outcome} (${problem})`;
}

const codeOf = (text: string): string => (text === '' ? '' : markdownCode(text));

function sourceOf(source: unknown): string {
  const [row] = rowsOf([source]);
  if (row === undefined) return '';
  const line = typeof row['line'] === 'number' ? `:${row['line']}` : '';
  return `${codeOf(textOf(row['name']))} in ${codeOf(`${textOf(row['file'])}${line}`)}`;
}

function problemsOf(problems: readonly Row[]): string {
  if (problems.length === 0) return '';
  return [
    '## What was said',
    '',
    ...problems.map((row) => `* ${escapeMarkdown(textOf(row['message']))}`),
  ].join('\n');
}
