import { asLiteral } from './match-paths.ts';

const WORKFLOWS = /^\.github\/(workflows|actions)\//i;

/** What runs with the team's secrets. */
export const isWorkflowFile = (path: string): boolean => WORKFLOWS.test(path);

/** `**` alone does not name them: what runs with the team's secrets is changed on purpose only. */
export const namesWorkflows = (pattern: string): boolean =>
  /^\.github(\/|$)/i.test(asLiteral(pattern) ?? pattern);
