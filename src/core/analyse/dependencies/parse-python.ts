import type { Declared, Dependencies } from './declared.ts';
import { parseTomlSections } from './parse-toml-sections.ts';

// `requests[security] >= 2.0 ; python_version > "3"`, `requests==2.31.0`, `requests`
const REQUIREMENT = /^\s*["']?([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*((?:[<>=!~]=?=?|@)[^;"'#]*)?/;
const DEVELOPMENT = /dev|test|doc|lint|typ|style|check|ci\b|bench|all\b|build|release|tool/i;

/** They help to write and to test, whatever list they stand in. */
const TOOL =
  /^(?:pytest(?:-.+)?|mypy|ruff|black|isort|flake8(?:-.+)?|pylint|tox|nox|coverage|pre-commit|bandit|hypothesis|faker|factory-boy|mkdocs(?:-.+)?|sphinx(?:-.+)?|types-.+|.+-stubs|ipdb|ipython|djlint|codespell)$/;

const nameOf = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

type Entry = readonly [name: string, declared: Declared];

function requirementOf(text: string, line: number): readonly Entry[] {
  const found = REQUIREMENT.exec(text);
  const name = found?.[1];
  return name === undefined || TOOL.test(nameOf(name))
    ? []
    : [[nameOf(name), { version: (found?.[2] ?? '').trim(), line }]];
}

/** A requirements file of what is shipped. */
export const parseRequirements = (text: string): Dependencies =>
  new Map(
    text.split('\n').flatMap((line, at) => (/^\s*(?:#|-|$)/.test(line) ? [] : requirementOf(line, at + 1))),
  );

/** `[project]`, its extras that users install, and Poetry's tables. */
export function parsePyproject(text: string): Dependencies {
  return new Map(
    parseTomlSections(text).flatMap(({ section, key, value, line, lines }): readonly Entry[] => {
      const listed = section === 'project' && key === 'dependencies';
      const extra = section === 'project.optional-dependencies' && !DEVELOPMENT.test(key);
      if (listed || extra)
        return lines.flatMap(({ text: row, line: at }) =>
          [...row.matchAll(/"([^"]+)"|'([^']+)'/g)].flatMap(([, double, single]) =>
            requirementOf(double ?? single ?? '', at),
          ),
        );
      if (section !== 'tool.poetry.dependencies' || key === 'python' || /\bpath\s*=/.test(value)) return [];
      return [[nameOf(key), { version: value.replaceAll(/["']/g, '').trim(), line }]];
    }),
  );
}

/** `install_requires` below `[options]`. */
export function parseSetupCfg(text: string): Dependencies {
  const found: Entry[] = [];
  let section = '';
  let inside = false;
  for (const [at, line] of text.split('\n').entries()) {
    section = /^\s*\[([^\]]+)\]/.exec(line)?.[1] ?? section;
    if (/^\S/.test(line)) inside = section === 'options' && /^install_requires\s*=/.test(line);
    const rest = line.replace(/^install_requires\s*=/, '');
    if (inside && rest.trim() !== '' && !/^\s*#/.test(rest)) found.push(...requirementOf(rest, at + 1));
  }
  return new Map(found);
}

/** Files of requirements that only those who work on the project install. */
export const isDevelopmentFile = (path: string): boolean =>
  DEVELOPMENT.test(path.slice(path.lastIndexOf('/') + 1).replace(/^(?:requirements|constraints)/i, ''));
