import type { Claimant } from '../../../app/claim/claimant.ts';
import { holderName } from '../../../core/claim/holder.ts';
import type { Checked } from '../../../core/model/problem.ts';
import { type CommandContext, type CommandInput, configOf } from '../../command.ts';
import type { OpenedTable } from '../../open/opened.ts';
import { openWorkspace } from '../../open/workspace.ts';

/** The table, and who decides. */
export interface DecisionTable {
  readonly table: OpenedTable;
  readonly claimant: Claimant;
  /** As others will read it. */
  readonly by: string;
}

export async function openDecisions(
  context: CommandContext,
  input: CommandInput,
  { writes }: { readonly writes: boolean },
): Promise<Checked<DecisionTable>> {
  const table = await openWorkspace(context).table({ configFile: configOf(input), writes });
  if (!table.ok) return table;
  const { claimant } = await table.value.session();
  const by = holderName(claimant.holder).slice(0, MOST_LETTERS);
  return { ...table, value: { table: table.value, claimant, by } };
}

const MOST_LETTERS = 200;
const MOST_OF_A_REASON = 1_000;

/** `--reason`, in one piece: a record takes no more. */
export function reasonOf({ options: { reason } }: CommandInput): { readonly reason?: string } {
  const text = typeof reason === 'string' ? reason.trim().slice(0, MOST_OF_A_REASON) : '';
  return text === '' ? {} : { reason: text };
}
