import { findMentions, namesToFind } from '../../core/analyse/surface/find-mentions.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { Mention, SurfaceChange } from '../../core/model/project-state.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import type { Repository } from '../ports/repository.ts';

const ENDINGS = ['.md', '.mdx', '.rst', '.adoc', '.txt'] as const;
const MAX_HITS = 2_000;
const MAX_DOCUMENTS = 200;
const MAX_BYTES = 1_000_000;

/** Documents of the head commit that name something whose declaration changed. */
export async function readMentions(
  repository: Pick<Repository, 'findWords' | 'readFiles'>,
  head: Oid,
  surface: readonly SurfaceChange[],
): Promise<readonly Mention[]> {
  const wanted = namesToFind(surface);
  if (wanted.length === 0) return [];
  // Documents may write `UserSession#refresh`: the last part finds them all, and the texts decide.
  const words = [...new Set(wanted.map(({ name }) => name.split('.').at(-1) ?? name))];
  const hits = await repository.findWords({ commit: head, words, endings: ENDINGS, limit: MAX_HITS });
  const documents = [...new Set(hits.map(({ path }) => path))].filter(isDocument).slice(0, MAX_DOCUMENTS);
  if (documents.length === 0) return [];
  const blobs = await repository.readFiles(head, documents, MAX_BYTES);
  const texts = new Map([...blobs].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)] as const));
  return findMentions(texts, surface);
}

/** A change log tells what was; it is right to name what is gone. */
const isDocument = (path: RepoPath): boolean =>
  classifyPath(path).has('documentation') && !/(^|\/)(change|history|news|release)[^/]*$/i.test(path);
