import { compareText } from '../../model/compare-text.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Mention } from '../../model/surface.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { isProductCode, present, type Rule, type RuleInput, type TaskDraft, words } from './rule.ts';

/** What more documents than these name is so common that most of them say nothing of the change. */
const MOST_DOCUMENTS = 10;

export const documentationUpdate: Rule = {
  kind: 'documentation-update',
  about: 'lines of documents that name what is gone or is to be used otherwise',
  base: 35,
  estimate: { fixed: 8, linesPerMinute: 200 },
  topics: words('documentation docs document guide onboarding'),
  nature: 'documents',
  lead: 'Update',
  acceptance: ['What the documents say about the changed names is true after the change'],
  signals: ['surface', 'mentions'],
  documentation: {
    speaks: [
      'A document names a public function, method or class that the change removed; also a document that is part of the change.',
      'A document shows a call, on whatever instance, of one that has to be called with other parameters now.',
      'A document states a default that is another one now.',
      'With nothing but names known (`analyze --state`): files of the data model.',
    ],
    silent: [
      'Lines that are generated from the code (`.. autoclass::`, `::: package.Class`).',
      'Change logs, release notes, guides for migration, blogs, documents of old versions.',
      'Another base of a class, another type, a parameter that may be left out, a default that only got a name.',
      'What tests, examples and generated files declare.',
      'Names that could be words of prose, and calls that more than ten documents show.',
    ],
    example: '`docs/shell.rst:52` shows `app.preprocess_request()`, which takes other parameters now.',
  },
  propose: (input) => (input.state.known === 'names' ? byName(input) : byMentions(input)),
};

function byName({ changed }: RuleInput): TaskDraft | undefined {
  const models = present(changed)
    .filter(({ classes }) => classes.has('data-model'))
    .map(({ path }) => path)
    .sort(compareText);
  if (models.length === 0) return undefined;
  return {
    files: models,
    evidence: models.map((file): Evidence => ({ kind: 'name', surface: 'data-model', file })),
    weights: [{ reason: { kind: 'doubt' }, points: -5 }],
  };
}

function byMentions({ state, changed }: RuleInput): TaskDraft | undefined {
  const here = new Set<RepoPath>(changed.map(({ path }) => path));
  // What tests and generated files declare is nobody's interface.
  const product = new Set<RepoPath>(changed.filter(isProductCode).map(({ path }) => path));
  const open = state.mentions
    .filter(({ of }) => product.has(of))
    // Whoever touched the document has seen what it says of a call; what is gone was overlooked.
    .filter(({ document, how }) => how === 'removed' || !here.has(document));
  const mentions = withoutCommon(open).sort(
    (a, b) =>
      Number(b.how === 'removed') - Number(a.how === 'removed') ||
      compareText(a.document, b.document) ||
      a.line - b.line ||
      compareText(a.name, b.name),
  );
  if (mentions.length === 0) return undefined;
  const files = [...new Set(mentions.map(({ document }) => document))];
  return {
    files: files.slice(0, MOST_DOCUMENTS),
    filesLeftOut: Math.max(0, files.length - MOST_DOCUMENTS),
    evidence: mentions.map(evidenceOf),
    writes: files.slice(0, MOST_DOCUMENTS).map(literalPattern),
    weights: [{ reason: { kind: 'outdated-documents' }, points: 10 }],
  };
}

function withoutCommon(mentions: readonly Mention[]): Mention[] {
  const documents = new Map<string, Set<string>>();
  for (const { name, document } of mentions)
    documents.set(name, (documents.get(name) ?? new Set()).add(document));
  return mentions.filter(
    ({ name, how }) => how === 'removed' || (documents.get(name)?.size ?? 0) <= MOST_DOCUMENTS,
  );
}

const evidenceOf = ({ document, line, text, name, how, of }: Mention): Evidence => ({
  kind: 'mention',
  file: document,
  line,
  text,
  name,
  how,
  of,
});
