import { errorAt } from '../parse/located.ts';
import { type ConfigRule, whereOf } from './rule.ts';

/** What `git check-ref-format --branch` refuses, and a leading `-`, without starting git. */
const BAD_BRANCH =
  /^[-/.]|\/$|\.$|\/\/|\/\.|\.\.|\.lock(\/|$)|@\{|[\x00-\x20\x7f~^:?*[\\]|^@$|^HEAD$|^refs\//;

export const isBranchName = (branch: string): boolean => branch !== '' && !BAD_BRANCH.test(branch);

export const branchIsValid: ConfigRule = (context) => {
  const { branch } = context.input.publish;
  return branch !== undefined && !isBranchName(branch)
    ? [errorAt(whereOf(context, 'publish', 'branch'), 'bad-branch', { branch })]
    : [];
};
