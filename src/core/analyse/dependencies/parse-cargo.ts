import type { Dependencies } from './declared.ts';
import { parseTomlSections } from './parse-toml-sections.ts';

const TABLE = /^(?:workspace\.|target\..+\.)?dependencies(?:\.([\w-]+))?$/;

/** `[dependencies]` of a Cargo.toml, also by target and of a workspace; not those on a path of ours. */
export function parseCargoToml(text: string): Dependencies {
  const entries = parseTomlSections(text);
  const local = new Set(
    entries.filter(({ key }) => key === 'path').flatMap(({ section }) => TABLE.exec(section)?.[1] ?? []),
  );
  return new Map(
    entries.flatMap(({ section, key, value, line }) => {
      const table = TABLE.exec(section);
      if (table === null) return [];
      const named = table[1];
      // [dependencies.serde] version = "1"
      if (named !== undefined)
        return key === 'version' && !local.has(named)
          ? [[named, { version: plain(value), line }] as const]
          : [];
      if (/\b(?:path|workspace)\s*=/.test(value) || /\.(?:workspace|path)$/.test(key)) return [];
      const version = /\bversion\s*=\s*["']([^"']*)["']/.exec(value)?.[1] ?? plain(value);
      return [[key, { version, line }] as const];
    }),
  );
}

const plain = (value: string): string => (/^\s*["']([^"']*)["']/.exec(value)?.[1] ?? '').trim();
