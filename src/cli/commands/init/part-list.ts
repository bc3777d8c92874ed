import type { SetupPart } from './part.ts';
import { github } from './parts/github.ts';

/** All parts of set-up, in the order in which they are shown. */
export const PARTS: readonly SetupPart[] = [github];
