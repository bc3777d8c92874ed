import * as v from 'valibot';
import { type Declared, type Dependencies, lineOf } from './declared.ts';

const names = v.optional(v.record(v.string(), v.unknown()), {});
const Manifest = v.object({ dependencies: names, optionalDependencies: names });
const Lock = v.object({ packages: v.record(v.string(), v.unknown()) });
const Locked = v.object({ version: v.string() });

/** Ours, or from no registry. */
const LOCAL = /^(?:workspace|file|link|portal|catalog):|^\.{0,2}\//;

/** They help to write and to test, whatever list they stand in; applications often have them all in one. */
const DEVELOPMENT =
  /^@(?:types|testing-library|vitest|eslint|typescript-eslint|babel|rollup|storybook|playwright|biomejs|swc|vitejs|commitlint|changesets|docusaurus|tailwindcss)\/|^(?:@[\w-]+\/)?(?:eslint|prettier|stylelint|babel|postcss|vite|rollup|webpack|tailwindcss)(?:-(?:plugin|config|preset|loader)(?:-.+)?)?$|-(?:loader|webpack-plugin)$|^(?:vitest|jest|mocha|chai|sinon|cypress|lerna|turbo|husky|typescript|typescript-eslint|ts-node|tsx|tsup|nodemon|rimraf|concurrently|cross-env|lint-staged|webpack-cli|esbuild|autoprefixer|sass|playwright|nyc|c8)$/;

/** `dependencies` of a package.json. */
export function parsePackageJson(text: string): Dependencies {
  const manifest = v.safeParse(Manifest, parseJson(text));
  if (!manifest.success) return new Map();
  const { dependencies, optionalDependencies } = manifest.output;
  return new Map(
    Object.entries({ ...dependencies, ...optionalDependencies }).flatMap(([name, version]) =>
      typeof version !== 'string' || LOCAL.test(version) || DEVELOPMENT.test(name)
        ? []
        : [[name, withLine({ version }, lineOf(text, `"${name}":`))] as const],
    ),
  );
}

/** Of a package-lock.json the installed versions of what the package itself asks for. */
export function parsePackageLock(text: string): Dependencies {
  const lock = v.safeParse(Lock, parseJson(text));
  if (!lock.success) return new Map();
  const { packages } = lock.output;
  const root = v.safeParse(Manifest, packages['']);
  if (!root.success) return new Map();
  return new Map(
    Object.keys(root.output.dependencies).flatMap((name) => {
      const locked = v.safeParse(Locked, packages[`node_modules/${name}`]);
      const line = lineOf(text, `"node_modules/${name}":`);
      return locked.success && !DEVELOPMENT.test(name)
        ? [[name, withLine({ version: locked.output.version }, line)] as const]
        : [];
    }),
  );
}

const withLine = (declared: Declared, line: number | undefined): Declared =>
  line === undefined ? declared : { ...declared, line };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
