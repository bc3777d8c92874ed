import { spawnSync } from 'node:child_process';
import type { Call, Reply } from './call.ts';
import { answerOf } from './description.ts';
import type { FakeWorld } from './world.ts';

const gitIn = ({ bare }: FakeWorld, words: readonly string[]): boolean =>
  spawnSync('git', words, { cwd: bare }).status === 0;

/** As GitHub does it: made only where it is not there yet. */
export function createRef({ world, body }: Call): Reply {
  const [ref, sha] = [String(body['ref']), String(body['sha'])];
  if (!/^refs\/[^/]+\/./.test(ref) || !gitIn(world, ['update-ref', ref, sha, '0'.repeat(40)]))
    return { status: 422, answer: { message: 'Reference already exists', status: '422' } };
  const object = { type: 'commit', sha, url: 'https://example.invalid/' };
  return {
    status: 201,
    answer: answerOf('git-ref', { ref, object }),
    headers: { location: 'https://example.invalid/' },
  };
}

export function deleteRef({ world }: Call, encoded = ''): Reply {
  const ref = `refs/${decodeURIComponent(encoded)}`;
  if (gitIn(world, ['show-ref', '--verify', '-q', ref]) && gitIn(world, ['update-ref', '-d', ref]))
    return { status: 204 };
  return { status: 422, answer: { message: 'Reference does not exist', status: '422' } };
}
