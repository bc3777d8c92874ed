import type { ConfigProblemCode } from '../../core/model/problem.ts';
import { type Catalogue, note, usage } from './entry.ts';
import { datum, oneOf } from './wording.ts';

/** Words for what people ask of derived tasks: to be left out, or taken for done. */
export const silenceProblems = {
  'ignored-kind-unknown': note((data) => ({
    what: `the message of ${datum(data, 'commit')} asks to ignore ${datum(data, 'kind')}, which is no kind of a task`,
    remedy: `known: ${oneOf(data, 'known')}`,
  })),
  'task-not-derived': usage((data) => ({
    what: `no rule asks for ${datum(data, 'task')}: somebody wrote it`,
    remedy: 'take it out of the task file, or of the workflow in the configuration',
  })),
  'not-dismissed': usage((data) => ({
    what: `${datum(data, 'name')} was not dismissed`,
    remedy: data.known.length === 0 ? 'nothing is' : `dismissed: ${oneOf(data, 'known')}`,
  })),
  'not-an-audit': usage((data, { own }) => ({
    what: `${datum(data, 'kind')} is no audit that can be made known`,
    remedy: `audits: ${oneOf(data, 'known')}; another task that is not wanted: ${own('dismiss', '1')}`,
  })),
} satisfies Partial<Catalogue<ConfigProblemCode>>;
