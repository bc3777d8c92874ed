import { type GitConfigEntry, splitConfigKey } from './git-config.ts';

/** Keys of git's configuration by which it comes to credentials here: helpers, and headers for each place. */
export function credentialSettings(entries: readonly GitConfigEntry[]): readonly string[] {
  const headers = entries
    .map(({ key }) => key)
    .filter((key) => {
      const { section, variable } = splitConfigKey(key);
      return section === 'http' && variable === 'extraheader';
    });
  return [
    'credential.helper',
    'http.extraheader',
    ...new Set(headers.filter((key) => key !== 'http.extraheader')),
  ];
}
