import type { TextPlace, WantedText } from '../../../core/setup/wanted-file.ts';
import { commandWords, type OwnProgram } from '../agents/agent-setup.ts';

/** Files of AgenticScrum in which the Scrum Master's persona stands. */
export const PERSONA_FILES =
  /(?:^|\/)(?:(?:sma|scrum_?master)[^/]*\/(?:[^/]*_)?persona_rules|(?:sma|scrum_?master)[^/]*_persona_rules)\.ya?ml(?:\.j2)?$/i;

const KEY = 'background_coordination';
const KEY_LINE = new RegExp(`^${KEY}\\s*:`, 'm');

/**
 * The section that the persona gains; it holds no sign that a template would take for its own. `text`: what stands there now.
 * `undefined`: the persona has all of it by itself.
 */
export function personaFile(
  path: string,
  { own, text }: { own: OwnProgram; text: string },
): WantedText | undefined {
  const sections = sectionsFor(commandWords(own));
  const hasOwn = KEY_LINE.test(text) && !text.includes('agentic-plan:begin');
  if (!hasOwn) {
    const reader = path.endsWith('.j2') ? 'template' : 'yaml';
    return { ...personaPlace(path), body: bodyOf(sections), way: { reader } };
  }
  const there = ownSections(text);
  const lacking = sections.filter(([name]) => !there.includes(name));
  if (lacking.length === 0) return undefined;
  return { ...personaPlace(path), body: bodyOf(lacking), way: { reader: 'yaml', hasOwn } };
}

export const personaPlace = (path: string): TextPlace => ({
  path,
  in: 'checkout',
  kind: 'block',
  comments: '#',
});

type Section = readonly [name: string, lines: string];

const bodyOf = (sections: readonly Section[]): string =>
  `${KEY}:\n${sections.map(([name, lines]) => `  ${name}:\n${lines}`).join('')}`;

/** What stands one step below the key, in a template, too. */
function ownSections(text: string): readonly string[] {
  const from = text.search(KEY_LINE);
  const below = text.slice(text.indexOf('\n', from) + 1);
  const end = below.search(/^[^\s#{]/m);
  const lines = end < 0 ? below : below.slice(0, end);
  return [...lines.matchAll(/^\s+["']?([\w-]+)["']?\s*:/gm)].flatMap(([, name]) => name ?? []);
}

const sectionsFor = (command: string): readonly Section[] => [
  [
    'analysis',
    `    - "Before work is given out run: ${command} --json, which looks at the change, at open branches and at claims, and derives the tasks"
    - "Rest every task on the evidence that the plan names: file, line and text; add none without evidence"
`,
  ],
  [
    'selection',
    `    - "Give each task to the agent that the plan names; where it names none say which skill is missing"
    - "Never give two agents the same files at once: ${command} claim <paths> --task <id> comes before the first edit"
    - "A refused claim (exit code 3) is answered by other work, or by waiting in line; never by editing all the same"
`,
  ],
  [
    'priorities',
    `    - "Take tasks in the order of the plan: what others wait for first, then by the priority that it shows"
    - "Raise what serves the sprint goal; change the configuration for that, not the order by hand"
`,
  ],
  [
    'monitoring',
    `    - "${command} status --all says who is on what; ${command} run --dry-run says what would start"
    - "Name what is blocked, since when, by whom, and the way out that the plan offers; escalate what a person has to decide"
    - "Before anything is called done: ${command} check, then ${command} release"
`,
  ],
  [
    'memory_patterns',
    `    store: "after each run: planned and actual minutes, conflicts that were predicted and met, claims that were waited for"
    use: "paths that made agents wait and never conflicted are proposed for claims.mergeable"
`,
  ],
];
