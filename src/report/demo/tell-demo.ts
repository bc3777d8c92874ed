import type { DemoMoment, DemoScene } from '../../core/model/demo-moment.ts';
import { escapeText } from '../escape.ts';
import { wrap } from '../layout.ts';

const SCENES: Readonly<Record<DemoScene, string>> = {
  plan: '1. What do the five tasks of tasks.yaml collide with, and who does them in which order? Reading only; nothing is pushed.',
  refusal:
    '2. Ana claims a file. Whoever else asks for it is refused, by git itself, on the remote: her claim is a ref, and a push that creates it a second time is not accepted.',
  run: '3. The plan is worked off. Each task is claimed before its agent starts, done in a worktree of its own, tested together with what is finished, and published in one atomic push that gives the claim back.',
  fence:
    '4. One more task. In the middle of it the whole run is stopped (SIGSTOP), as when a laptop goes to sleep. Ana ends its claim and takes the file. When it wakes it knows nothing of that, and wants to publish.',
  result: '5. What came out, on the remote:',
};

/** Texts are read best in lines that are not wider than this. */
const WIDEST = 78;

const BUILT =
  'A demonstration: a throw-away shop with a bare remote, your clone, your colleague Ana’s clone, and three scripted agents (ada, ben, cleo). Everything you see is done for real, by git and by agentic-plan, in';

/** The words of one moment, without the last line end. */
export function tellDemo(moment: DemoMoment, columns: number): string {
  const width = Math.min(columns, WIDEST);
  switch (moment.kind) {
    case 'built':
      return [...wrap(BUILT, width), escapeText(moment.folder)].join('\n');
    case 'scene':
      return `\n${wrap(SCENES[moment.scene], width - 3).join('\n   ')}`;
    case 'command':
      return `\n${moment.by === 'you' ? '' : `${moment.by} `}$ agentic-plan ${moment.args.map(quote).join(' ')}`;
    case 'line':
      return moment.text;
    case 'ended':
      return `(exit code ${moment.code})`;
    case 'paused':
      return '(stopped: kill -STOP)';
    case 'woken':
      return '\n(woken: kill -CONT)';
    case 'result':
      return [
        '',
        escapeLines(moment.history),
        '',
        moment.locks === 0 ? 'No lock is left.' : `${moment.locks} locks are left.`,
      ].join('\n');
    case 'removed':
      return `\nRemoved ${escapeText(moment.folder)}; nothing else was touched. ${moment.seconds.toFixed(0)} s.`;
  }
}

/** A step did not end as it must: said, never hidden. */
export const tellDemoFailure = (step: {
  readonly args: readonly string[];
  readonly code: number;
  readonly wanted: number;
}): string => `the demonstration stopped: ${step.args[0]} ended with ${step.code} instead of ${step.wanted}`;

const quote = (word: string): string => (/^[\w./-]+$/.test(word) ? word : `"${word}"`);
const escapeLines = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => escapeText(line))
    .join('\n');
