import type { Dependencies } from './declared.ts';

const MODULE = /^module\s+(\S+)/m;
const REQUIRE = /^\s*(?:require\s+)?([\w.-]+\.[\w.-]+\/\S+)\s+(v\S+)\s*(\/\/\s*indirect)?/;

/** Their names say that only tests ask for them: go.mod has one list. */
const DEVELOPMENT = /test|playwright|mock|fake|assert|ginkgo|gomega|quicktest|golangci|goleak/i;

/** Direct requirements of a go.mod that are not of its own project. */
export function parseGoMod(text: string): Dependencies {
  const own = projectOf(MODULE.exec(text)?.[1] ?? '');
  return new Map(
    text.split('\n').flatMap((row, at) => {
      const [, name, version, indirect] = REQUIRE.exec(row) ?? [];
      if (name === undefined || version === undefined || indirect !== undefined) return [];
      if (/^\s*(?:replace|exclude|retract)\b|=>/.test(row)) return [];
      if (DEVELOPMENT.test(name)) return [];
      if (own !== '' && (name === own || name.startsWith(`${own}/`))) return [];
      // another major version of a module has another path, and is another version all the same
      return [[name.replace(/\/v\d+$/, ''), { version, line: at + 1 }] as const];
    }),
  );
}

/** `github.com/owner/name` of a module's path, `sigs.k8s.io/kustomize` elsewhere. */
function projectOf(module: string): string {
  const parts = module.split('/');
  return parts.slice(0, /^(?:github|gitlab|bitbucket)\./.test(parts[0] ?? '') ? 3 : 2).join('/');
}
