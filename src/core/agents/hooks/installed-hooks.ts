import { type Node, parseTree } from 'jsonc-parser';

/** A hook that set-up wrote into a file of an agent, as argv from the root of the repository. */
export type HookArgv = readonly [string, ...string[]];

// Exactly what set-up writes; nothing else of a repository's files is ever started.
const OURS =
  /^(?:"\$[A-Z_]+"\/)?(?:(yarn) run )?((?:(?:[\w@-][\w@.-]*\/)*node_modules\/\.bin\/)?agentic-plan) hook agent ([a-z]+)(?: ([A-Za-z]+))?$/;

/** The hooks of ours in the text of an agent's settings, each once. */
export function hooksIn(text: string): readonly HookArgv[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const found = root === undefined ? [] : stringsIn(root);
  const commands = [...new Set(found)].flatMap((command) => {
    const [, manager, program, agent, event] = OURS.exec(command) ?? [];
    if (program === undefined || agent === undefined) return [];
    const words = ['hook', 'agent', agent, ...(event === undefined ? [] : [event])];
    const argv: HookArgv = manager === undefined ? [program, ...words] : [manager, 'run', program, ...words];
    return [argv];
  });
  return commands;
}

const stringsIn = (node: Node): readonly string[] =>
  node.type === 'string' ? [String(node.value)] : (node.children ?? []).flatMap(stringsIn);
