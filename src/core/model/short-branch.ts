/** `refs/heads/feature/login` → `feature/login`: a branch as people call it. What is no branch stays as it is. */
export const shortBranch = (ref: string): string => ref.replace(/^refs\/heads\//, '');
