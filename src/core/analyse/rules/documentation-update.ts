import { compareText } from '../../model/compare-text.ts';
import type { RepoPath } from '../../model/ids.ts';
import type { Mention, SurfaceChange } from '../../model/project-state.ts';
import { literalPattern } from '../../paths/match-paths.ts';
import { type ChangedPath, nameFiles, type Rule, type RuleInput, type TaskDraft } from './rule.ts';

export const documentationUpdate: Rule = {
  kind: 'documentation-update',
  propose: (input) => {
    const mentions = openMentions(input);
    const described = new Set(mentions.map((mention) => mention.of));
    const undescribed = changedSurface(input).filter((path) => !described.has(path.path));
    if (mentions.length === 0 && undescribed.length === 0) return undefined;
    return draft(mentions, undescribed, input);
  },
};

/** A document that is part of the change has been looked at already. */
function openMentions({ state, changed }: RuleInput): readonly Mention[] {
  const here = new Set<RepoPath>(changed.map(({ path }) => path));
  return state.mentions
    .filter((mention) => here.has(mention.of) && !here.has(mention.document))
    .sort((a, b) => compareText(a.document, b.document) || a.line - b.line || compareText(a.name, b.name));
}

/** The data model, and what others call: not every exported name of every file is worth a document. */
function changedSurface({ state, changed }: RuleInput): readonly ChangedPath[] {
  const named = new Set(state.surface.map(({ path }) => path));
  return changed
    .filter(({ path, classes, change }) => {
      if (change.kind === 'deleted') return named.has(path) && isEntry(path, classes);
      return classes.has('data-model') || (named.has(path) && isEntry(path, classes));
    })
    .sort((a, b) => compareText(a.path, b.path));
}

const isEntry = (path: string, classes: ChangedPath['classes']): boolean =>
  classes.has('source') &&
  (classes.has('api') ||
    /(^|\/)(index\.\w+|lib\.rs|__init__\.py)$/.test(path) ||
    /^(src\/)?public\//.test(path));

function draft(
  mentions: readonly Mention[],
  undescribed: readonly ChangedPath[],
  { state }: RuleInput,
): TaskDraft {
  const documents = [...new Set(mentions.map((mention) => mention.document))];
  // A document that is named is what has to change; where none is, the thing itself says what is to be described.
  const files = documents.length > 0 ? documents : undescribed.map(({ path }) => path);
  const reasons = [describeMentions(mentions, state.surface), describeSurface(undescribed, state.surface)];
  return {
    files,
    title: documents.length > 0 ? `Update ${nameFiles(files)}` : `Document the change of ${nameFiles(files)}`,
    why: reasons.filter((reason) => reason !== '').join('; '),
    writes: files.map(literalPattern),
    risks: documents.length > 0 ? [{ reason: { kind: 'outdated-documents' }, points: 10 }] : [],
    acceptance: ['What the documents say about the changed names is true after the change'],
  };
}

function describeMentions(mentions: readonly Mention[], surface: readonly SurfaceChange[]): string {
  const first = mentions[0];
  if (first === undefined) return '';
  const change = surface.find(({ path, name }) => path === first.of && isPartOf(name, first.name));
  const what = change?.how === 'removed' ? 'which is gone' : 'whose declaration changed';
  const more = mentions.length > 1 ? `, and ${mentions.length - 1} more` : '';
  return `${first.document}:${first.line} mentions ${first.name}, ${what}${more}`;
}

const isPartOf = (name: string, mention: string): boolean =>
  mention === name || mention.endsWith(`.${name}`) || mention.startsWith(`${name}.`);

function describeSurface(paths: readonly ChangedPath[], surface: readonly SurfaceChange[]): string {
  if (paths.length === 0) return '';
  const models = paths.filter(({ classes }) => classes.has('data-model'));
  if (models.length > 0) return `the data model changed in ${nameFiles(models.map(({ path }) => path))}`;
  const names = surface
    .filter((change) => paths.some(({ path }) => path === change.path))
    .map(({ name }) => name);
  return `${nameFiles([...new Set(names)].sort(compareText))} of the public surface changed`;
}
