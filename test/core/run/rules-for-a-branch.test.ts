import { expect, test } from 'vitest';
import { judgeBranchRules } from '../../../src/core/run/judge-branch-rules.ts';

const rule = (type: string, parameters: Record<string, unknown> = {}) => ({ type, parameters });
const named = (operator: string, pattern: string, negate = false) =>
  rule('branch_name_pattern', { operator, pattern, negate });

test.each([
  [rule('creation'), 'no such branch may be made', undefined],
  [rule('update'), undefined, 'it may not be moved'],
  [rule('pull_request'), 'it changes by pull requests only', 'it changes by pull requests only'],
  [rule('required_signatures'), 'commits have to be signed', 'commits have to be signed'],
  [
    rule('required_status_checks', { do_not_enforce_on_create: true }),
    undefined,
    'checks have to pass before a push',
  ],
  [rule('non_fast_forward'), undefined, undefined],
  [rule('deletion'), undefined, undefined],
  [rule('something-new'), undefined, undefined],
  [
    named('starts_with', 'feature/'),
    'its name has to begin with "feature/"',
    'its name has to begin with "feature/"',
  ],
  [named('starts_with', 'agentic/'), undefined, undefined],
  [
    named('contains', 'agentic', true),
    'its name must not contain "agentic"',
    'its name must not contain "agentic"',
  ],
  [
    named('regex', '^(feature|fix)/'),
    'its name has to match "^(feature|fix)/"',
    'its name has to match "^(feature|fix)/"',
  ],
  [named('regex', '^agentic/[a-z]+$'), undefined, undefined],
  // what cannot be judged here, or could take for ever, is left to the server
  [named('regex', '(a+)+$'), undefined, undefined],
  [named('regex', '(?<x>'), undefined, undefined],
])('%j', (one, made, moved) => {
  const judge = (exists: boolean) => judgeBranchRules([one, one], { branch: 'agentic/main', exists });
  expect([judge(false), judge(true)]).toEqual([made ? [made] : [], moved ? [moved] : []]);
});
