import { idFromWords } from '../id-from-words.ts';
import type { BacklogItem, Importer } from '../importer.ts';
import { type ChecklistEntry, entriesIn, textBelow } from '../markdown/checklist-entries.ts';
import { listItem } from '../markdown/list-items.ts';
import { plainText } from '../markdown/sections.ts';
import type { TextLine } from '../markdown/text-lines.ts';

/** A list with boxes, in any document. */
export const checklist: Importer = {
  format: 'checklist',
  title: 'entries of a check list',
  kept: 'any Markdown file, such as `TODO.md`',
  taken: [
    ['`- [ ] Refuse an address without @`', '`title`; `id` is made of its words'],
    ['`- [x] …`', 'done'],
    ['what is indented below it: text and entries without a box', '`why`'],
    ['what is indented below it, with a box', '`acceptance`; done with the entry'],
    ['files that it mentions and that exist', '`writes`, as predicted'],
  ],
  notTaken: [
    'entries without a box, headings, other text',
    'order: entries wait for nothing but the files that they share',
  ],
  recognise: (document) => (document.kind === 'text' && document.lines.some(hasBox) ? 'maybe' : 'no'),
  parse: (document) => ({
    items: document.kind === 'text' ? entriesIn(document.lines).map(readEntry) : [],
    problems: [],
  }),
};

const hasBox = (line: TextLine): boolean => listItem(line)?.checked !== undefined;

function readEntry({ item, below }: ChecklistEntry): BacklogItem {
  const title = plainText(item.words);
  const boxes = below.flatMap((line) => {
    const inner = listItem(line);
    return inner?.checked === undefined ? [] : [{ text: plainText(inner.words), where: line.where }];
  });
  return {
    where: item.line.where,
    name: title,
    id: idFromWords(title),
    title,
    why: textBelow(below),
    status: { text: item.checked ? 'done' : 'to do', where: item.line.where },
    assigned: [],
    listed: [],
    prose: [item.words, ...below.filter(({ quoted }) => !quoted).map(({ text }) => text)],
    needs: [],
    acceptance: boxes,
  };
}
