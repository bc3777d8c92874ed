/** Kinds of tasks that our own rules derive. */
export const BUILT_IN_KINDS: readonly string[] = [
  'security-audit',
  'code-review',
  'test-coverage',
  'documentation-update',
  'dependency-audit',
  'migration-check',
  'fix-conflict',
];
