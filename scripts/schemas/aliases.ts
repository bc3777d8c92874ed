import { AGENT_ALIASES, STEP_ALIASES, WORKFLOW_ALIASES } from '../../src/config/normalize/resolve-aliases.ts';
import { TASK_ALIASES } from '../../src/config/parse/parse-task-file.ts';

interface Alias {
  /** Keys by which a table is recognised. */
  readonly table: readonly string[];
  readonly other: string;
  readonly ours: string;
}

const of = (table: readonly string[], aliases: Readonly<Record<string, string>>): readonly Alias[] =>
  Object.entries(aliases).map(([other, ours]) => ({ table, other, ours }));

/** Which other names each table accepts. */
export const ALIASES_OF_KEYS: readonly Alias[] = [
  ...of(['preset', 'at_once'], AGENT_ALIASES),
  ...of(['task', 'depends_on'], STEP_ALIASES),
  ...of(['steps', 'for_each'], WORKFLOW_ALIASES),
  ...of(['id', 'kind', 'acceptance'], TASK_ALIASES),
];
