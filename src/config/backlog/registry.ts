import type { Importer } from './importer.ts';
import { agenticscrum } from './importers/agenticscrum.ts';
import { beads } from './importers/beads.ts';
import { checklist } from './importers/checklist.ts';
import { github } from './importers/github.ts';
import { specKit } from './importers/spec-kit.ts';
import { taskMaster } from './importers/task-master.ts';

/** Every backlog that `--tasks` reads, in the order of the documentation; nothing else names them all. */
export const IMPORTERS: readonly Importer[] = [agenticscrum, github, checklist, specKit, taskMaster, beads];
