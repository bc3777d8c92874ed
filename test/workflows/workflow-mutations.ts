import { expr } from '../../src/report/setup/github/yaml-lines.ts';

/** Somebody's edit of the workflow, and the rule that it breaks. */
export const MUTATIONS: readonly (readonly [rule: string, from: string | RegExp, to: string])[] = [
  [
    'permissions of work-1',
    'contents: read # the checkout, and the refs that',
    'contents: write # the refs that',
  ],
  ['permissions of verify-1', /contents: read # the checkout and the refs; it/, 'contents: write # it'],
  ['permissions of publish-1', /( +)pull-requests: write # the comment, and a/, '$1actions: write # a\n$&'],
  [
    'permissions of release',
    'contents: write # claims are given',
    'packages: write # x\n      contents: write # given',
  ],
  ['permissions: all jobs', 'permissions: {}', 'permissions: write-all'],
  ['reason', 'contents: write # results, and', 'contents: write\n      # results, and'],
  ['expression in a run', 'pipx install', `echo ${expr('github.event.pull_request.title')}; pipx install`],
  ['pin', /actions\/checkout@[0-9a-f]{40}/, 'actions/checkout@v7'],
  ['pin', /agentic-plan\/agentic-plan@[0-9a-f]{40}/, 'agentic-plan/agentic-plan@main'],
  ['credentials stay', 'persist-credentials: false', 'persist-credentials: true'],
  ['credentials stay', /\n +persist-credentials: false\n( +- name: Plan)/, '\n$1'],
  [
    'what may write executes nothing of others: publish-1',
    /(publish-1:[\s\S]*? {4}steps:\n)/,
    '$1      - run: npm test\n',
  ],
  [
    'what may write executes nothing of others: plan',
    '    steps:\n',
    '    steps:\n      - uses: ./.agentic-setup/.github/actions/agentic-setup\n',
  ],
  ['commit of the wave in work-1', /ref: \$\{\{ needs\.plan\.outputs\.sha \}\}/, 'ref: main'],
  ['secret without its agent', /( +id: work-claude-code)\n +if: .*/, '$1'],
  [
    'secret in work-1',
    'command: begin',
    `command: begin\n          results: ${expr('secrets.ANTHROPIC_API_KEY')}`,
  ],
  ['time-out of plan', '    timeout-minutes: 15\n', ''],
  ['concurrency', 'permissions: {}', 'permissions: {}\nconcurrency: all'],
  ['concurrency', /( +)(name: Verify \(wave 1\))/, '$1$2\n$1concurrency: verify'],
  ['guard of work-2', 'if: ${{ !cancelled() && needs.publish-1', 'if: ${{ needs.publish-1'],
  ['guard of release', 'if: ${{ always() && ', 'if: ${{ '],
  ['matrix of work-1', 'fail-fast: false', 'fail-fast: true'],
  ['matrix of work-1', 'max-parallel: 3\n', `max-parallel: ${expr('inputs.run')}\n`],
  ['cache of Node in work-1', 'package-manager-cache: false', 'cache: npm'],
  ['retention', /\n +retention-days: 7/, ''],
  ['triggers', 'pull_request:', 'pull_request_target:'],
  ['input tree of work', 'command: work', 'command: work\n          tree: x'],
  ['output token of end', 'steps.end.outputs.folder', 'steps.end.outputs.token'],
  ['command check', 'command: release', 'command: check'],
];
