import type { SetupProblemCode } from '../../core/model/problem.ts';
import type { Catalogue } from './entry.ts';
import { held, note, usage, world } from './entry.ts';
import { datum, oneOf } from './wording.ts';

const MOVE_AWAY = 'move it away and run the command again; then bring back what you want of it';

/** Why a file stays as it is: what is said after its name, and what helps. */
const KEPT: Readonly<Record<string, readonly [what: string, remedy: string]>> = {
  edited: ['what init wrote there was changed by hand since; it stays as it is', MOVE_AWAY],
  foreign: ['there is a file of this name that init has not written; it stays as it is', MOVE_AWAY],
  'marks-broken': [
    'the marks of init’s section are not in order (one begin, one end behind it); the file stays as it is',
    'mend or remove the two lines with agentic-plan:begin and agentic-plan:end',
  ],
  'not-shell': [
    'another program than a shell reads it, so it has no place for our lines; it stays as it is',
    'have it start a shell with: LINES',
  ],
  'has-own': ['it says something of its own there, which stays as it is', 'add what it lacks: LINES'],
  'no-room': [
    'a section of ours would change what stands there, or what it says is not one document; it stays as it is',
    'mend it and run the command again, or add by hand LINES, or those of docs/hooks.md of agentic-plan',
  ],
  'not-text': ['it is not UTF-8 text; it stays as it is', 'save it as UTF-8'],
  'not-json': [
    'it is not one JSON object whose keys stand once, or something else stands where our entries belong; it stays as it is',
    'mend it, or add by hand what docs/agents.md of agentic-plan shows',
  ],
  'would-lose': [
    'our entries could not be taken out of it again without changing more; it stays as it is',
    'add by hand what docs/agents.md of agentic-plan shows, or remove its empty lists and objects and run the command again',
  ],
  'read-only': ['nobody may write it; it stays as it is', 'chmod u+w it and run the command again'],
  'folder-read-only': [
    'its folder takes no file; it stays as it is',
    'chmod u+w the folder and run the command again',
  ],
  'other-owner': ['it is another user’s; it stays as it is', 'run the command as that user, or chown it'],
  'hard-link': [
    'it is one file with another name elsewhere, from which a new one would part it; it stays as it is',
    'put a copy in its place and run the command again',
  ],
  'not-regular': ['it, or a folder on the way to it, is no regular file; it stays as it is', MOVE_AWAY],
  outside: [
    'a folder on the way to it is a link; nothing was written through it',
    'put a folder in the place of the link',
  ],
  'too-large': ['it is too large to be a file of settings; it stays as it is', MOVE_AWAY],
};

/** Words for what `init` meets. */
export const setupProblems = {
  'setup-kept': note((data) => {
    const [what, remedy] = KEPT[datum(data, 'why')] ?? [datum(data, 'why'), MOVE_AWAY];
    return {
      what: `${datum(data, 'path')}: ${what}`,
      remedy: remedy.replace('LINES', () => datum(data, 'lines')),
    };
  }),
  'setup-moved': held((data) => ({
    what: `changed since they were shown: ${datum(data, 'paths')}; nothing was written`,
    remedy: 'run the command again',
  })),
  'setup-busy': held(() => ({
    what: 'another init of this clone is at work; nothing was written',
    remedy: 'run the command again when it has ended',
  })),
  'unknown-part': usage((data) => ({
    what: `there is no part ${datum(data, 'name')} of set-up`,
    remedy: `there is ${oneOf(data, 'known')}`,
  })),
  'unknown-ci-host': usage((data) => ({
    what: `init writes no workflow for ${datum(data, 'name')}; the host is ${oneOf(data, 'known')}`,
    remedy: 'on any other CI, name the run in AGENTIC_CI and call the steps by hand: docs/ci.md',
  })),
  'no-part': usage((data) => ({
    what: 'no part of set-up was named',
    remedy: `name what you want of ${oneOf(data, 'known')}, for example agentic-plan init --ci github`,
  })),
  'no-checkout': usage(() => ({
    what: 'this is a bare repository: it has no files to set up',
    remedy: 'run the command in a clone with a checkout',
  })),
  'no-agents-in-ci': usage(() => ({
    what: 'the configuration names no agent, and a job of CI finds none on its PATH',
    remedy: 'name one in .agentic-planrc.yaml, for example: agents: { claude: { preset: claude-code } }',
  })),
  'action-not-pinned': world((data) => ({
    what: `the commit of the Action ${datum(data, 'action')} could not be looked up${datum(data, 'detail') === '' ? '' : ` (${datum(data, 'detail')})`}; nothing was written`,
    remedy: 'name it: --action <owner>/<name>@<commit>, with all of its digits',
  })),
} satisfies Catalogue<SetupProblemCode>;
