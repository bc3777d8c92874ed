import { agentsCanStart } from './agents-can-start.ts';
import { batchesJoin } from './batches-join.ts';
import { branchIsValid } from './branch-is-valid.ts';
import { commandsAreUsable } from './commands-are-usable.ts';
import { datesAreDates } from './dates-are-dates.ts';
import { durationsAreInRange } from './durations-are-in-range.ts';
import { globsAreUsable } from './globs-are-usable.ts';
import { itemsAreUsable } from './items-are-usable.ts';
import { linePatternsAreUsable } from './line-patterns-are-usable.ts';
import { listsAreLeft } from './lists-are-left.ts';
import { ownRulesHavePaths } from './own-rules-have-paths.ts';
import { pathsStayInside } from './paths-stay-inside.ts';
import { placeholdersAreKnown } from './placeholders-are-known.ts';
import { rolesAreKnown } from './roles-are-known.ts';
import type { ConfigRule } from './rule.ts';
import { workflowsConnect } from './workflows-connect.ts';

export const ALL_RULES: readonly ConfigRule[] = [
  agentsCanStart,
  batchesJoin,
  branchIsValid,
  commandsAreUsable,
  datesAreDates,
  durationsAreInRange,
  globsAreUsable,
  itemsAreUsable,
  linePatternsAreUsable,
  listsAreLeft,
  ownRulesHavePaths,
  pathsStayInside,
  placeholdersAreKnown,
  rolesAreKnown,
  workflowsConnect,
];
