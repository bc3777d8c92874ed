/** What doing a task amounts to; decides what goes first on the same files. */
export type TaskNature = 'audits' | 'fixes' | 'tests' | 'reviews' | 'verifies' | 'documents' | 'codes';

/**
 * Whether a task of the one nature goes before one of the other on the same files: a review uses the audit, a
 * verification looks at fixes, documentation describes what code became.
 */
export function goesFirst(before: TaskNature, later: TaskNature): boolean {
  switch (later) {
    case 'reviews':
      return before === 'audits';
    case 'verifies':
      return before === 'fixes';
    case 'documents':
      return before === 'codes' || before === 'fixes' || before === 'audits';
    default:
      return false;
  }
}
