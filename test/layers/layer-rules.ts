import { readFunctions } from './read-functions.ts';
import { readImports, type SourceFile, type SourceImport } from './read-imports.ts';

/** What the files of a layer may import of ours: layers, or single files. The first layer that matches a file is its own. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  readonly mayImport: readonly string[];
}

const GATEWAYS = ['git', 'github', 'process', 'config-load'];

/** Imports go one way: entries → cli → app → core; gateways implement ports; `report` and `config` know core only. */
const LAYERS: readonly Layer[] = [
  { name: 'entry', files: /^(cli|action)\.ts$/, mayImport: ['cli', 'action', 'app', 'report', 'core'] },
  {
    name: 'open',
    files: /^cli\/open\//,
    mayImport: ['open', 'cli', 'app', 'ports', 'report', 'core', 'config', ...GATEWAYS],
  },
  {
    name: 'cli',
    files: /^(cli|action)\//,
    mayImport: ['cli', 'open', 'app', 'ports', 'report', 'core', 'config'],
  },
  { name: 'ports', files: /^app\/ports\//, mayImport: ['ports', 'core'] },
  { name: 'app', files: /^app\//, mayImport: ['app', 'ports', 'core'] },
  { name: 'git', files: /^git\//, mayImport: ['git', 'process', 'ports', 'core'] },
  { name: 'github', files: /^github\//, mayImport: ['github', 'ports', 'core'] },
  { name: 'process', files: /^process\//, mayImport: ['process', 'ports', 'core'] },
  {
    name: 'config-load',
    files: /^config\/load[^/]*\.ts$/,
    mayImport: ['config-load', 'config', 'ports', 'core'],
  },
  { name: 'config', files: /^config\//, mayImport: ['config', 'core'] },
  { name: 'report', files: /^report\//, mayImport: ['report', 'core'] },
  { name: 'core', files: /^core\//, mayImport: ['core'] },
];

/** The arrows inside `core/`: what the files of each room may import of the others. */
const CORE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  conditions: ['model'],
  paths: ['model'],
  agents: ['model'],
  claim: ['model', 'paths'],
  ci: ['model', 'paths', 'agents', 'claim'],
  analyse: ['model', 'paths'],
  plan: ['model', 'paths'],
  setup: ['model'],
  run: ['model', 'paths', 'agents', 'claim', 'plan', 'conditions'],
};

/** Packages and builtins that belong to one place. Everything else may be used by any layer but core and report. */
const ONLY_IN: readonly { readonly what: RegExp; readonly where: RegExp }[] = [
  { what: /^simple-git$/, where: /^git\// },
  { what: /^@actions\/(?!expressions\/)/, where: /^action(\.ts$|\/)/ },
  { what: /^@actions\/expressions\//, where: /^core\/conditions\// },
  { what: /^cosmiconfig$/, where: /^config\/load[^/]*\.ts$/ },
  { what: /^@octokit\//, where: /^github\// },
  { what: /^(node:)?child_process$/, where: /^(process\/|git\/exec-git\.ts$)/ },
  { what: /^commander$/, where: /^cli\// },
];

/** Pure layers: only these packages and builtins. */
const PURE: readonly { readonly layer: RegExp; readonly may: RegExp }[] = [
  {
    layer: /^core\//,
    may: /^(node:crypto|toposort|micromatch|valibot|saxes|jsonc-parser|smol-toml|yaml|@actions\/expressions\/.+)$/,
  },
  { layer: /^report\//, may: /^$/ },
];

const MAX_LINES = 200;
/** One `switch` over all kinds of a thing may be longer: it is a table. */
const MAX_FUNCTION_LINES = 50;

/** What breaks the rules, one sentence each; empty when all is well. */
export function findViolations(files: readonly SourceFile[]): string[] {
  const imports = files.flatMap(readImports);
  return [
    ...imports.flatMap(layerViolations),
    ...imports.flatMap(roomViolations),
    ...imports.flatMap(packageViolations),
    ...files.flatMap(fileViolations),
    ...files.flatMap(functionViolations),
    ...findCycles(imports).map((cycle) => `import cycle: ${cycle.join(' → ')}`),
  ];
}

const layerOf = (name: string): Layer | undefined => LAYERS.find(({ files }) => files.test(name));

function layerViolations({ from, to, own }: SourceImport): string[] {
  if (!own || to === '../package.json') return [];
  const layer = layerOf(from);
  const target = layerOf(to);
  if (!layer) return [`${from}: belongs to no layer`];
  if (!target) return [`${from}: imports ${to}, which belongs to no layer`];
  return layer.mayImport.includes(target.name)
    ? []
    : [`${from}: ${layer.name} may not import ${to} (${target.name})`];
}

const roomOf = (name: string): string | undefined => /^core\/([^/]+)\//.exec(name)?.[1];

function roomViolations({ from, to, own }: SourceImport): string[] {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (!own || room === undefined || other === undefined || room === other) return [];
  if (CORE_ROOMS[room] === undefined) return [`${from}: core/${room} is no room of core`];
  return CORE_ROOMS[room].includes(other) ? [] : [`${from}: core/${room} may not import ${to}`];
}

function packageViolations({ from, to, own }: SourceImport): string[] {
  if (own) return [];
  const misplaced = ONLY_IN.filter(({ what, where }) => what.test(to) && !where.test(from));
  const impure = PURE.filter(({ layer, may }) => layer.test(from) && !may.test(to));
  return [...misplaced, ...impure].map(() => `${from}: may not import ${to}`);
}

function fileViolations({ name, text }: SourceFile): string[] {
  const found: string[] = [];
  if (/^export default\b|\bas default\b/m.test(text)) found.push(`${name}: has a default export`);
  const lines = text.split('\n').length - 1;
  if (lines > MAX_LINES && !name.endsWith('.generated.ts'))
    found.push(`${name}: ${lines} lines, at most ${MAX_LINES}`);
  const fromCrypto = /import\s*(?:type\s*)?\{([^}]*)\}\s*from 'node:crypto'/.exec(text)?.[1];
  if (name.startsWith('core/') && /'node:crypto'/.test(text) && fromCrypto?.trim() !== 'createHash')
    found.push(`${name}: core may import createHash only`);
  if (/(^|\/)(utils?|helpers?|index)(\/|\.ts$)/.test(name)) found.push(`${name}: a name that says nothing`);
  return found;
}

function functionViolations(file: SourceFile): string[] {
  if (file.text.split('\n').length <= MAX_FUNCTION_LINES) return [];
  return readFunctions(file)
    .filter(({ lines, isOneSwitch }) => lines > MAX_FUNCTION_LINES && !isOneSwitch)
    .map(({ name, lines }) => `${file.name}: ${name} has ${lines} lines, at most ${MAX_FUNCTION_LINES}`);
}

/** One cycle for each file at which a depth-first walk closes one. */
function findCycles(imports: readonly SourceImport[]): string[][] {
  const next = new Map<string, string[]>();
  for (const { from, to, own } of imports) if (own) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[][] = [];
  const walk = (name: string, trail: readonly string[]): void => {
    const at = trail.indexOf(name);
    if (at >= 0) {
      cycles.push([...trail.slice(at), name]);
      return;
    }
    if (done.has(name)) return;
    for (const to of next.get(name) ?? []) walk(to, [...trail, name]);
    done.add(name);
  };
  for (const name of next.keys()) walk(name, []);
  return cycles;
}
