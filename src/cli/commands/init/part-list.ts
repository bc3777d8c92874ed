import type { SetupPart } from './part.ts';
import { agentParts } from './parts/agents.ts';
import { configuration } from './parts/configuration.ts';
import { gitHooks } from './parts/git-hooks.ts';
import { github } from './parts/github.ts';
import { instructions } from './parts/instructions.ts';
import { personas } from './parts/personas.ts';

/** All parts of set-up, in the order in which they are shown. */
export const PARTS: readonly SetupPart[] = [
  configuration,
  instructions,
  ...agentParts,
  gitHooks,
  personas,
  github,
];
