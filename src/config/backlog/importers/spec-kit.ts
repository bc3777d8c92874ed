import { idFromWords } from '../id-from-words.ts';
import type { BacklogItem, Importer, Need, Said } from '../importer.ts';
import { entriesIn, textBelow } from '../markdown/checklist-entries.ts';
import { plainText, type Section, sectionsOf } from '../markdown/sections.ts';
import type { TextLine } from '../markdown/text-lines.ts';
import { pathShapedWords } from '../mentioned-paths.ts';
import { orderPhases, type SpecTask } from './spec-kit-order.ts';

/** `T012 [P] [US1] Create User model in src/models/user.py` */
const TASK = /^\*{0,2}(T\d{3,})\*{0,2}\b\s*((?:\[[^\]]{1,20}\]\s*)*)(.*)$/;

/** `tasks.md` of a feature of Spec Kit. */
export const specKit: Importer = {
  format: 'spec-kit',
  title: 'tasks of Spec Kit',
  kept: '`specs/<feature>/tasks.md`',
  taken: [
    ['`- [ ] T012 …`', '`id`: the number of the feature and its own (`001-t012`); `title`'],
    ['`- [X] …`', 'done'],
    ['`[US1]`', '`kind` (`us1`), so that `--only us1` runs one story'],
    ['paths in its description, which the format asks for', '`writes`'],
    ['`(depends on T012, T013)`', '`needs`'],
    ['no `[P]`', 'it waits for those before it in its phase, and those after it wait for it'],
    [
      'phases',
      'Setup before Foundational before the stories, which wait for no other story; Polish after all',
    ],
    ['`(Priority: P1)` of a story', '`priority`'],
    ['`**Goal**`, `**Independent Test**` of a phase', '`why`'],
  ],
  notTaken: [
    'plan.md, spec.md, contracts and checklists: agents find them beside the file, which is in `reads`',
    'checkpoints and the sections on strategy',
  ],
  recognise: (document) =>
    document.kind === 'text' && tasksIn(sectionsOf(document.lines)).length > 0 ? 'yes' : 'no',
  parse: (document) => {
    const lines = document.kind === 'text' ? document.lines : [];
    const tasks = tasksIn(sectionsOf(lines));
    const prefix = featureOf(lines);
    const ordered = orderPhases(tasks);
    return {
      items: tasks.map((task) => readTask(task, { prefix, before: ordered.get(task) ?? [] })),
      problems: [],
    };
  },
};

function tasksIn(sections: readonly Section[]): readonly SpecTask[] {
  let phase = sections[0];
  return sections.flatMap((section) => {
    if (section.level <= 2) phase = section; // below it are the tests and the implementation of a story
    return entriesIn(section.lines).flatMap((entry): readonly SpecTask[] => {
      const [, number = '', marks = '', words = ''] = TASK.exec(entry.item.words) ?? [];
      if (number === '' || phase === undefined) return [];
      const story = /\[(US\d+)\]/i.exec(marks)?.[1];
      return [{ number, entry, words, parallel: /\[P\]/i.test(marks), story, phase }];
    });
  });
}

function readTask(
  { number, entry, words, story, phase }: SpecTask,
  { prefix, before }: { readonly prefix: string; readonly before: readonly string[] },
): BacklogItem {
  const { where } = entry.item.line;
  const priority = /\bpriority:\s*(p\d)\b/i.exec(phase.title)?.[1];
  return {
    where,
    name: number,
    id: `${prefix}${number.toLowerCase()}`,
    title: plainText(words.replace(/\s*\(depends on [^)]*\)/i, '')) || number,
    why: [phase.title, ...purposeOf(phase), textBelow(entry.below)].filter((text) => text !== '').join('\n'),
    status: { text: entry.item.checked ? 'done' : 'to do', where },
    assigned: [],
    listed: pathShapedWords(words).map((text): Said => ({ text, where })),
    prose: [words],
    needs: [...new Set([...before, ...namedIn(words)])].map((name): Need => ({ name, where })),
    acceptance: [],
    ...(story === undefined ? {} : { kind: story.toLowerCase() }),
    ...(priority === undefined ? {} : { priority: { text: priority, where: phase.heading?.where ?? where } }),
  };
}

const namedIn = (words: string): readonly string[] =>
  [...(/\bdepends on ([^)]*)/i.exec(words)?.[1] ?? '').matchAll(/T\d{3,}/g)].map(([name]) => name);

const purposeOf = ({ lines }: Section): readonly string[] =>
  lines
    .filter(({ text, quoted }) => !quoted && /^\*\*(goal|purpose|independent test)\*\*/i.test(text))
    .map(({ text }) => plainText(text));

/** The feature by its number (`specs/001-photo-albums/` → `001-`), else by its name: the same wherever the file lies. */
function featureOf(lines: readonly TextLine[]): string {
  const folder = lines
    .map(({ text }) => /specs\/([\w.-]+)/.exec(text)?.[1])
    .find((name) => name !== undefined);
  const number = /^\d+(?:-\d+)?(?=-|$)/.exec(folder ?? '')?.[0];
  if (number !== undefined) return `${number}-`;
  const heading = lines
    .map(({ text }) => /^#\s+tasks:\s*(.+)$/i.exec(text)?.[1])
    .find((name) => name !== undefined);
  const name = folder ?? heading;
  return name === undefined ? '' : `${idFromWords(plainText(name)).slice(0, 40)}-`;
}
