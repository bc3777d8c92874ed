/** The keys that a task for a goal may have, as the agent is told that proposes it; commands are none of them. */
export const TASK_KEYS = [
  ['id', 'its name: small letters, digits, `-` and `_`; unique'],
  ['title', 'what to do, in one sentence'],
  ['why', 'what its agent has to know beside the title'],
  [
    'kind',
    '`task`, `feature`, `fix`, `refactoring`, `test-coverage`, `documentation-update`, `code-review` …',
  ],
  ['writes', 'paths that it changes; a list'],
  ['creates', 'those of its paths that are not there yet; a list'],
  ['reads', 'paths that it relies on and does not change; a list'],
  ['needs', 'ids of tasks that have to be done before; a list'],
  ['skills', 'skills that it takes, of those that the agents have; a list'],
  ['agent', 'who is to do it, where only that one can'],
  ['priority', '`high`, `medium`, `low`, or 0 to 100'],
  ['estimate', 'minutes'],
  ['acceptance', 'what is true when it is done; a list'],
] as const;

export const TASK_SAMPLE = `version: 1
tasks:
  - id: limiter
    title: Write a rate limiter that counts requests by client
    why: The API has none; the limit is 100 requests a minute.
    writes: [src/config.ts]
    creates: [src/limit.ts, test/limit.test.ts]
    estimate: 25
    acceptance: [npm test passes, the 101st request of a minute is refused]
  - id: routes
    title: Put the limiter before all routes
    writes: [src/routes.ts]
    reads: [src/limit.ts]
    needs: [limiter]
    estimate: 15
    acceptance: [every route answers 429 above the limit]
`;
