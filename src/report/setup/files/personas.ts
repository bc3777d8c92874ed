import type { WantedText } from '../../../core/setup/wanted-file.ts';

/** Files of AgenticScrum in which the Scrum Master's persona stands. */
export const PERSONA_FILES =
  /(?:^|\/)(?:(?:sma|scrum_?master)[^/]*\/(?:[^/]*_)?persona_rules|(?:sma|scrum_?master)[^/]*_persona_rules)\.ya?ml(?:\.j2)?$/i;

/** The section that the persona gains; it holds no sign that a template would take for its own. */
export const personaFile = (path: string): WantedText => ({
  path,
  in: 'checkout',
  kind: 'block',
  comments: '#',
  body: BODY,
});

const BODY = `background_coordination:
  analysis:
    - "Before work is given out run: agentic-plan --json, which looks at the change, at open branches and at claims, and derives the tasks"
    - "Rest every task on the evidence that the plan names: file, line and text; add none without evidence"
  selection:
    - "Give each task to the agent that the plan names; where it names none say which skill is missing"
    - "Never give two agents the same files at once: agentic-plan claim <paths> --task <id> comes before the first edit"
    - "A refused claim (exit code 3) is answered by other work, or by waiting in line; never by editing all the same"
  priorities:
    - "Take tasks in the order of the plan: what others wait for first, then by the priority that it shows"
    - "Raise what serves the sprint goal; change the configuration for that, not the order by hand"
  monitoring:
    - "agentic-plan status --all says who is on what; agentic-plan run --dry-run says what would start"
    - "Name what is blocked, since when, by whom, and the way out that the plan offers; escalate what a person has to decide"
    - "Before anything is called done: agentic-plan check, then agentic-plan release"
  memory_patterns:
    store: "after each run: planned and actual minutes, conflicts that were predicted and met, claims that were waited for"
    use: "paths that made agents wait and never conflicted are proposed for claims.mergeable"
`;
