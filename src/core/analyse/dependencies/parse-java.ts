import { type Dependencies, lineOf } from './declared.ts';

const tag = (block: string, name: string): string | undefined =>
  new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>`).exec(block)?.[1];

/** Dependencies and the parent of a pom.xml; versions that stand in properties are looked up there. */
export function parsePom(text: string): Dependencies {
  // What only builds is no part of what is shipped; lines keep their numbers.
  const code = text.replaceAll(
    /<!--[\s\S]*?-->|<(build|reporting|pluginManagement)>[\s\S]*?<\/\1>/g,
    (block) => block.replaceAll(/[^\n]/g, ' '),
  );
  const own = tag(code.replaceAll(/<(parent|dependencies|profiles)>[\s\S]*?<\/\1>/g, ''), 'groupId');
  const found = new Map<string, { version: string; line?: number }>();
  for (const [block] of code.matchAll(/<(dependency|parent)>[\s\S]{0,4000}?<\/\1>/g)) {
    const [group, artifact] = [tag(block, 'groupId'), tag(block, 'artifactId')];
    const scope = tag(block, 'scope');
    if (group === undefined || artifact === undefined) continue;
    // A list of versions is no dependency.
    if (scope === 'test' || scope === 'provided' || scope === 'import') continue;
    if (group === own || group.startsWith('${project')) continue;
    const version = resolveProperty(tag(block, 'version') ?? '', code);
    const line = lineOf(code, block);
    found.set(`${group}:${artifact}`, { version, ...(line === undefined ? {} : { line }) });
  }
  return found;
}

function resolveProperty(version: string, code: string): string {
  const name = /^\$\{([\w.-]+)\}$/.exec(version)?.[1];
  return name === undefined ? version : (tag(code, name.replaceAll('.', '\\.')) ?? version);
}

const GRADLE =
  /^\s*(?:implementation|api|runtimeOnly|compile|runtime|kapt|annotationProcessor|classpath)\b[\s(]+(?:platform\(\s*)?["']([\w.-]+:[\w.-]+)(?::([^"':@]+))?["']/;
const PLUGIN = /^\s*id[\s(]+["']([\w.-]+)["']\)?\s+version\s+["']([^"']+)["']/;

/** Dependencies of what is shipped, and plugins, of a build.gradle(.kts). */
export const parseGradle = (text: string): Dependencies =>
  new Map(
    text.split('\n').flatMap((row, at) => {
      const [, name, version = ''] = GRADLE.exec(row) ?? PLUGIN.exec(row) ?? [];
      return name === undefined ? [] : [[name, { version, line: at + 1 }] as const];
    }),
  );
