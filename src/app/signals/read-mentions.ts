import { isWrittenByProgram } from '../../core/analyse/lines/generated-text.ts';
import { findMentions, namesToFind } from '../../core/analyse/surface/find-mentions.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { classifyPath } from '../../core/paths/classify-path.ts';
import type { Signal } from './signal.ts';

const MAX_DOCUMENTS = 3_000;
const MAX_BYTES = 500_000;

/** Lines of the head commit's documents that name what changed. Documents are few: each is read once, for all names. */
export const mentionsSignal: Signal = {
  gives: ['mentions'],
  isWanted: ({ changes }) => changes.length > 0,
  read: async ({ repository, range, lines, files }) => {
    const surface = (await lines()).flatMap((file) => file.surface);
    if (namesToFind(surface).length === 0) return { found: {} };
    const documents = (await files()).filter(isDocument).slice(0, MAX_DOCUMENTS);
    const blobs = await repository.readFiles(range.head, documents, MAX_BYTES);
    const decoder = new TextDecoder();
    const texts = [...blobs]
      .map(([path, bytes]) => [path, decoder.decode(bytes)] as const)
      .filter(([, text]) => !isWrittenByProgram(text));
    return { found: { mentions: findMentions(new Map(texts), surface) } };
  },
};

/** What tells of the past is right to name what is gone; what is kept of old versions is right for them. */
const PAST =
  /(^|\/)(change|changelog|history|news|release|whats?-?new|upgrad|migrat|deprecat|roadmap|blog|posts?|rfcs?|adrs?|proposals?|archive|enhancements?)[^/]*(\/|$)|(^|\/)(versioned_docs|v?\d+(\.\d+|\.x)+)\//i;

const isDocument = (path: RepoPath): boolean =>
  /\.(md|mdx|markdown|rst|adoc|asciidoc|txt)$/i.test(path) &&
  classifyPath(path).has('documentation') &&
  !PAST.test(path);
