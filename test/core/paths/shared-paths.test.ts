import { describe, expect, it } from 'vitest';
import { coversPattern, sharedGlobs } from '../../../src/core/paths/shared-paths.ts';

describe('what nobody locks', () => {
  it.each([
    ['**/index.ts', 'src/index.ts', true],
    ['**/index.ts', 'index.ts', true],
    ['**/index.ts', '**/index.ts', true],
    ['**/index.ts', 'src/*/index.ts', true],
    ['**/index.ts', 'src/**', false],
    ['src/**', 'src/*.ts', true],
    ['src/**', 'src/**/*.ts', true],
    ['src/*', 'src/**', false],
    ['src/*/*', 'src/**', false],
    // Its text would match, what it means does not.
    ['src/*/index.ts', 'src/**/index.ts', false],
    ['*.md', '**/*.md', false],
    ['*.md', '*', false],
    ['*.md', '?.md', true],
    ['?.md', '*.md', false],
    ['docs/**', 'docs/', false],
    ['docs/**', 'docs/*/', true],
    ['docs/**', 'docs/[ab].md', true],
    ['**/[[]id].tsx', 'app/\\[id].tsx', true],
    ['CHANGELOG.md', 'CHANGELOG.md', true],
    ['CHANGELOG.md', 'CHANGELOG.*', false],
  ])('%s covers %s: %s', (glob, pattern, covered) => {
    expect(coversPattern([glob])(pattern)).toBe(covered);
  });

  it('is what may be merged and what is of no interest; everything, where several may be on a file', () => {
    const claims = { mergeable: ['*.lock'], ignore: ['tmp/**'] };
    expect(sharedGlobs(claims)).toEqual(['*.lock', 'tmp/**']);
    expect(sharedGlobs({ ...claims, maxAgentsPerFile: 1 })).toEqual(['*.lock', 'tmp/**']);
    const all = coversPattern(sharedGlobs({ ...claims, maxAgentsPerFile: 2 }));
    expect(['a', 'src/b.ts', 'src/**'].map(all)).toEqual([true, true, true]);
  });
});
