/** What a given task is made of, as far as it makes another task of it. */
export const TASK_PARTS = ['title', 'acceptance', 'paths', 'command'] as const;
export type TaskPart = (typeof TASK_PARTS)[number];
