import type { ProblemCode } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { missingText } from '../plan/reason-words.ts';
import type { Catalogue } from './entry.ts';
import { found, note, usage } from './entry.ts';
import { datum, itemsOf } from './wording.ts';

const REFUSED: Readonly<Record<string, string>> = {
  'earlier-shape': 'was written by an earlier version',
  'newer-version': 'was written by a newer version',
  'no-plan': 'cannot be read',
};

/** Words for what a plan notes. */
export const planProblems = {
  'no-agents': usage(() => ({
    what: 'no agent is configured, and none was found on PATH',
    remedy: 'name one: `agents: {claude: {preset: claude-code}}` in .agentic-planrc.yaml',
  })),
  'no-command': usage((data) => ({
    what: `no command: ${datum(data, 'agents')} ${data.agents.length === 1 ? 'is' : 'are'} configured, and nothing says how to start ${data.agents.length === 1 ? 'it' : 'them'}`,
    remedy: `${
      data.nearest === undefined ? '' : `did you mean ${datum(data, 'nearest')}? Else `
    }write \`agents: {${datum({ first: data.agents[0] ?? 'name' }, 'first')}: {command: [program, "{prompt_file}"]}}\` or \`{preset: claude-code}\` in the configuration`,
  })),
  'plan-refused': note(({ run, why }) => ({
    what: `the plan of run ${escapeText(run, 200)} ${REFUSED[why] ?? escapeText(why)}, so nothing of it is shown as ready`,
    remedy:
      why === 'newer-version'
        ? 'update agentic-plan'
        : 'let whoever began the run start it again, or wait: it goes 14 days after its last change',
  })),
  'no-agent-fits': found((data) => ({
    what: `no agent can do ${datum(data, 'task')}: the nearest lacks ${escapeText(missingText(itemsOf(data, 'missing')), 1000)}`,
    remedy: 'add it to an agent in the configuration, or take it from the task',
  })),
  'submodule-sensitive': note((data) => ({
    what: `submodules change: ${datum(data, 'paths')}; nothing was fetched from them`,
    remedy: 'look at their urls and commits before you merge',
  })),
  'event-unreadable': usage((data) => ({
    what: `the event ${datum(data, 'event')} does not say which commit it is based on, so nothing is planned: the configuration must not come from what it proposes`,
    remedy: 'name the base in the workflow: `with: { base: <branch or commit> }`',
  })),
  'config-from-base': note((data) => ({
    what: `the change edits ${datum(data, 'path')}; the configuration of the base commit was used`,
    remedy: 'the new one counts once it is merged',
  })),
} satisfies Partial<Catalogue<ProblemCode>>;
