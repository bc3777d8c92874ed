import { problemPage } from './problem-page.ts';

/** Generated pages: path from the root → its text. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/problems.md': problemPage,
};
