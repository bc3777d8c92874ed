import type { AgentInCi } from './workflow-values.ts';

/** What a person has to do once the workflow is written. */
export function workflowTodo(path: string, agents: readonly AgentInCi[]): readonly string[] {
  const secrets = [...new Set(agents.flatMap(({ secret }) => (secret === undefined ? [] : [secret])))];
  return [
    ...secrets.map((secret) => `gh secret set ${secret}`),
    `git add ${path} && git commit -m "Agents in CI"   and merge it: pull requests after that get agents`,
    'what your agents and tests need to be installed: .github/actions/agentic-setup/action.yml (docs/ci.md)',
  ];
}
