/** Where a test of a source file usually stands, by the customs of its language; undefined where there is none. */
export function predictTestPath(path: string): string | undefined {
  const found = /^(.*\/)?([^/]+)\.(\w+)$/.exec(path);
  if (!found) return undefined;
  const [, directory = '', stem = '', ending = ''] = found;
  switch (ending) {
    case 'py':
      return `tests/test_${stem}.py`;
    case 'go':
      return `${directory}${stem}_test.go`;
    case 'rb':
      return `spec/${directory.replace(/^(app|lib)\//, '')}${stem}_spec.rb`;
    case 'java':
    case 'kt':
    case 'scala':
      return directory.includes('src/main/')
        ? `${directory.replace('src/main/', 'src/test/')}${stem}Test.${ending}`
        : undefined;
    case 'ts':
    case 'tsx':
    case 'js':
    case 'jsx':
    case 'mjs':
      return `${directory}${stem}.test.${ending}`;
    case 'rs':
      return path; // unit tests of Rust stand in the file itself
    default:
      return undefined;
  }
}
