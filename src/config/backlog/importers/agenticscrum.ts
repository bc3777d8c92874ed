import type { BacklogItem, Importer, Said } from '../importer.ts';
import { plainText, type Section, sectionsOf, within } from '../markdown/sections.ts';
import type { TextLine } from '../markdown/text-lines.ts';
import { readStoryFiles } from './story-files.ts';
import { readCriteria, readStoryNeeds } from './story-lists.ts';

/** `# Story 312: Title`, `# STORY_330: Title`; an epic's file holds several. */
const STORY = /^#{1,2}\s+story[ _-]?(\d+(?:\.\d+)*)\b\s*[:–—-]?\s*(.*)$/i;
/** `**Status:** To Do`, `**Status**: To Do` */
const FIELD = /^\s*(?:[-*]\s+)?\*\*([A-Za-z][A-Za-z ]{1,30}?):?\*\*:?\s*(\S.*)$/;

/** A rule of thumb: the stories that say both took agents a few minutes a point. */
const MINUTES_A_POINT = 10;
const LONGEST_WHY = 3_000;

/** Stories as AgenticScrum writes them, one or more in a file. */
export const agenticscrum: Importer = {
  format: 'agenticscrum',
  title: 'AgenticScrum stories',
  kept: '`spec/STORY_*.md`',
  taken: [
    ['`# Story 312: …`, `# STORY_312: …`', '`id` (`story-312`), `title`'],
    ['`Status`', 'whether it is to be done'],
    ['`Priority` (P0 to P4, or a word)', '`priority`'],
    ['`Story Points`', `\`estimate\`: ${MINUTES_A_POINT} minutes a point`],
    ['`Assigned To`', '`agent`, where it is a role or an agent that is known here'],
    ['User Story, Story Description, Problem Statement, Background', '`why`, and the file itself in `reads`'],
    ['Acceptance Criteria', '`acceptance`, an entry each'],
    ['Files to Create, to Modify, Created, …: the path at the beginning of each entry', '`writes`'],
    ['without such a list: `**File:**` and `**New File:**` lines', '`writes`'],
    ['Dependencies: the stories that it names', '`needs`, unless it says of them that they are completed'],
    ['Blockers: stories that must be completed first', '`needs`'],
  ],
  notTaken: [
    'Epic, sprint, dates, progress notes, Definition of Done, Review Checklist (the agent reads them in the story)',
    'dependencies that name no story',
    'what stands in code blocks',
  ],
  recognise: (document) =>
    document.kind === 'text' && document.lines.some((line) => !line.quoted && STORY.test(line.text))
      ? 'yes'
      : 'no',
  parse: (document) => ({
    items: document.kind === 'text' ? storiesIn(document.lines).map(readStory) : [],
    problems: [],
  }),
};

interface Story {
  readonly heading: TextLine;
  readonly number: string;
  readonly title: string;
  readonly lines: readonly TextLine[];
}

function storiesIn(lines: readonly TextLine[]): readonly Story[] {
  const starts = lines.flatMap((line, at) => {
    const [, number = '', title = ''] = line.quoted ? [] : (STORY.exec(line.text) ?? []);
    return number === '' ? [] : [{ at, heading: line, number, title: plainText(title) }];
  });
  return starts.map(({ at, ...story }, index) => ({
    ...story,
    lines: lines.slice(at + 1, starts[index + 1]?.at ?? lines.length),
  }));
}

function readStory({ heading, number, title, lines }: Story): BacklogItem {
  const sections = sectionsOf(lines);
  const fields = fieldsIn(sections[0]?.lines ?? []);
  const name = nameOfStory(number);
  const points = Number(/^\d+(?:\.\d+)?/.exec(fields.get('story points')?.text ?? '')?.[0] ?? 0);
  const priority = fields.get('priority');
  const status = fields.get('status');
  return {
    where: heading.where,
    name,
    id: `story-${number}`,
    title: title === '' ? name : title,
    why: whyOf(sections),
    assigned: namesIn(fields.get('assigned to')),
    listed: readStoryFiles(sections),
    prose: lines.filter(({ quoted }) => !quoted).map(({ text }) => text),
    needs: readStoryNeeds({ own: number, sections, fields, nameOf: nameOfStory }),
    acceptance: readCriteria(within(sections, /^acceptance criteria\b/i)),
    ...(points > 0 ? { estimate: points * MINUTES_A_POINT } : {}),
    ...(priority === undefined ? {} : { priority }),
    ...(status === undefined ? {} : { status }),
  };
}

const nameOfStory = (number: string): string => `Story ${number}`;

/** The first of each name; those of later sections are notes. */
function fieldsIn(lines: readonly TextLine[]): ReadonlyMap<string, Said> {
  const fields = new Map<string, Said>();
  for (const { text, where, quoted } of lines) {
    const [, key = '', value = ''] = quoted ? [] : (FIELD.exec(text) ?? []);
    const name = key.trim().toLowerCase();
    if (name !== '' && !fields.has(name)) fields.set(name, { text: plainText(value), where });
  }
  return fields;
}

/** `Claude + Human Collaboration` names two. */
const namesIn = (said: Said | undefined): readonly Said[] =>
  said === undefined
    ? []
    : said.text
        .split(/\s*(?:[,+&/;]|\band\b)\s*/)
        .map((text) => ({ text: text.replace(/^@/, ''), where: said.where }))
        .filter(({ text }) => text !== '' && !/^\[|^(unassigned|none|tbd|n\/?a|-)$/i.test(text));

const WHY = /^(user story|story description|description|problem statement|background|overview)$/i;

function whyOf(sections: readonly Section[]): string {
  const paragraphs = sections
    .filter(({ title }) => WHY.test(title))
    .map(({ lines }) =>
      lines
        .filter(({ quoted }) => !quoted)
        .map(({ text }) => plainText(text))
        .join('\n')
        .replaceAll(/\n{3,}/g, '\n\n')
        .trim(),
    );
  return paragraphs
    .filter((text) => text !== '')
    .join('\n\n')
    .slice(0, LONGEST_WHY);
}
