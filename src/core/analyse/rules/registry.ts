import { codeReview } from './code-review.ts';
import { dependencyAudit } from './dependency-audit.ts';
import { documentationUpdate } from './documentation-update.ts';
import { fixConflict } from './fix-conflict.ts';
import { fixFinding } from './fix-finding.ts';
import { fixTest } from './fix-test.ts';
import type { Rule } from './rule.ts';
import { securityAudit } from './security-audit.ts';
import { testCoverage } from './test-coverage.ts';

/** Every rule of ours. Kinds, defaults, order between kinds, and documentation derive from it. */
export const RULES: readonly Rule[] = [
  fixConflict,
  fixTest,
  fixFinding,
  securityAudit,
  dependencyAudit,
  testCoverage,
  codeReview,
  documentationUpdate,
];
