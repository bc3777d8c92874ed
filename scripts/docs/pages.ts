import { actionFile } from './action-file.ts';
import { agentsPage } from './agents-page.ts';
import { backlogsPage } from './backlogs-page.ts';
import { ciStepsPage } from './ci-steps-page.ts';
import { commandsPage } from './commands-page.ts';
import { configurationPage } from './configuration-page.ts';
import { problemPage } from './problem-page.ts';
import { riskTextsFile } from './risk-texts-file.ts';
import { rulesPage } from './rules-page.ts';

/** Generated pages, and tables that are made of others: path from the root → its text. `root` ends in a slash. */
export const PAGES: Readonly<Record<string, (root: string) => string>> = {
  'action.yml': actionFile,
  'docs/agents.md': agentsPage,
  'docs/backlogs.md': backlogsPage,
  'docs/ci-steps.md': ciStepsPage,
  'docs/commands.md': commandsPage,
  'docs/configuration.md': configurationPage,
  'docs/problems.md': problemPage,
  'docs/rules.md': rulesPage,
  'src/core/analyse/risks/risk-texts.generated.ts': riskTextsFile,
};
