import { errorAt } from '../parse/located.ts';
import { type ConfigRule, whereOf } from './rule.ts';

/** What `git check-ref-format --branch` refuses, and a leading `-`, without starting git. */
const BAD_BRANCH =
  /^[-/.]|\/$|\.$|\/\/|\/\.|\.\.|\.lock(\/|$)|@\{|[\x00-\x20\x7f~^:?*[\\]|^@$|^HEAD$|^refs\//;

export const isBranchName = (branch: string): boolean => branch !== '' && !BAD_BRANCH.test(branch);

export const branchIsValid: ConfigRule = (context) => {
  const { branch, to } = context.input.publish;
  if (branch === undefined) return [];
  const where = whereOf(context, 'publish', 'branch');
  // the branch itself is moved, or none
  if (to === 'head' || to === 'patch')
    return [
      errorAt(where, 'key-without-effect', {
        key: `publish.branch with publish.to: ${to}`,
        why: 'no-branch',
      }),
    ];
  return isBranchName(branch) ? [] : [errorAt(where, 'bad-branch', { branch })];
};
