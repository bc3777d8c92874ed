import type { ProblemData } from '../../core/model/problem-data.ts';
import { escapeText } from '../escape.ts';
import { type Catalogue, found } from './entry.ts';
import { datum, itemsOf } from './wording.ts';

const UNDECIDED: Readonly<Record<string, string>> = {
  'no-value': 'nobody has left it',
  'no-number': 'it is compared with a number, and is none',
  unreadable: 'it cannot be read',
};

const ITEMS: Readonly<Record<ProblemData['items-unusable']['reason'], string>> = {
  'not-a-list': 'is no list in JSON, such as ["first", "second"]',
  'too-many': 'has too many entries',
  'bad-item': 'has an entry that can be no name of an item',
  twice: 'has an entry twice',
};

const named = (word: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${word} ${names.join(', ')}`];

/** Words for what tasks have to leave, and what is decided and made of it. */
export const outcomeProblems: Catalogue<'condition-undecided' | 'outputs-missing' | 'items-unusable'> = {
  'condition-undecided': found((data) => ({
    what: `whether task ${datum(data, 'task')} is done cannot be decided by ${datum(data, 'condition')}: of ${datum(data, 'name')} ${UNDECIDED[data.why] ?? 'nothing is known'}`,
    remedy: 'run the task that leaves it again (`run --again`), or change the condition',
  })),
  'outputs-missing': found((data) => {
    const shown = {
      missing: itemsOf(data, 'missing'),
      numbers: itemsOf(data, 'numbers'),
      lists: itemsOf(data, 'lists'),
    };
    const parts = [
      ...named('no', shown.missing),
      ...named('no number as', shown.numbers),
      ...named('no list as', shown.lists),
    ].map((part) => escapeText(part, 200));
    return {
      what: `the agent of task ${datum(data, 'task')} ended well and left ${parts.join(', ')}: what others decide by it`,
      remedy: `run again; its output: ${datum(data, 'log')}`,
    };
  }),
  'items-unusable': found((data) => ({
    what: `no tasks can be made of ${datum(data, 'output')} of task ${datum(data, 'task')}: it ${ITEMS[data.reason] ?? 'cannot be used'}${
      data.item === '' ? '' : `: ${datum(data, 'item')}`
    }`,
    remedy: `names and numbers, each once, at most ${datum(data, 'max')}, each of one line and a path inside the repository where it is part of one; run the task again: run --again ${datum(data, 'task')}`,
  })),
};
