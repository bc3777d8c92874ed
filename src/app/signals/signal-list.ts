import { auditsSignal } from './read-audits.ts';
import { dependenciesSignal } from './read-dependencies.ts';
import { linePatternsSignal } from './read-line-patterns.ts';
import { linesSignal } from './read-lines.ts';
import { mentionsSignal } from './read-mentions.ts';
import { messagesSignal } from './read-messages.ts';
import { packagesSignal } from './read-packages.ts';
import { surfaceSignal } from './read-surface.ts';
import { testsSignal } from './read-tests.ts';
import { reportsSignal } from './reports/reports-signal.ts';
import type { Signal } from './signal.ts';

/** Everything that is read of a project, one line each; those that no rule needs are not read. */
export const SIGNALS: readonly Signal[] = [
  linesSignal,
  messagesSignal,
  surfaceSignal,
  mentionsSignal,
  testsSignal,
  reportsSignal,
  dependenciesSignal,
  auditsSignal,
  linePatternsSignal,
  packagesSignal,
];
