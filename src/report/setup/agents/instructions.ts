import type { WantedText } from '../../../core/setup/wanted-file.ts';
import { commandWords, type OwnProgram } from './agent-setup.ts';

/** What agents read before they work here, generated from the real configuration. */
export interface Instructed {
  readonly own: OwnProgram;
  readonly leaseMinutes: number;
  readonly mode: 'enforce' | 'warn' | 'off';
}

/** The section of AGENTS.md, CLAUDE.md or GEMINI.md. */
export const instructionsFile = (path: string, instructed: Instructed): WantedText => ({
  path,
  in: 'checkout',
  kind: 'block',
  comments: '<!-- -->',
  body: sectionText(instructed),
});

const sectionText = ({ own, leaseMinutes, mode }: Instructed): string => `## Other agents work here too
Before your first edit: \`${commandWords(own)} claim <paths you will change> --task "<a few words>"\` (a directory covers all below it).
- Exit 0: they are yours for ${leaseMinutes} min. Repeat the command to renew; add paths to widen. Repeating is always safe.
- Exit 3: somebody holds them and nothing was changed. ${
  mode === 'enforce'
    ? 'Do not edit those paths and do not work around them elsewhere.'
    : 'Here that is advice, not a lock: rather take other work first.'
}
  Take what is listed as \`free\`, or repeat with \`--wait 25s\` up to three times, then stop and report who holds what.
- Exit 4: it could not ask (sandbox, network, read-only .git). Request approval for that one command; if refused, stop and say so.
- Several agents in one checkout: each sets \`AGENTIC_HOLDER\` to a name of its own, unless its hooks are set up (\`${commandWords(own)} init\`).
- \`$AGENTIC_CLAIM\` is set: you were started with a claim. Edit only \`$AGENTIC_PATHS\`; the same command asks for more.
- Before you finish: \`${commandWords(own)} check\`, then \`${commandWords(own)} release\`. Never delete refs/agentic/*, never \`--no-verify\`.
`;
