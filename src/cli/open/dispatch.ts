const WORKFLOW = /^([\w.-]{1,100})\/([\w.-]{1,100})\/\.github\/workflows\/([\w.-]{1,200})@/;

/** Why a workflow of the runner’s could not be started; `undefined`: it was. */
export async function dispatchWorkflow(ask: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: string;
  /** The branch that it is started on; absent: nobody says which is the default one. */
  readonly ref: string | undefined;
  readonly inputs: Readonly<Record<string, string>>;
}): Promise<string | undefined> {
  const { env, token, ref, inputs } = ask;
  const [, owner, repo, workflow] = WORKFLOW.exec(env['GITHUB_WORKFLOW_REF'] ?? '') ?? [];
  if (!owner || !repo || !workflow) return 'the runner does not say which workflow this is';
  if (ref === undefined) return 'the event does not say which branch is the default one';
  const [{ findApi }, { startWorkflow }] = await Promise.all([
    import('../../github/find-api.ts'),
    import('../../github/start-workflow.ts'),
  ]);
  const api = token === '' ? undefined : findApi({ ...env, GITHUB_TOKEN: token });
  if (api === undefined) return 'there is no token';
  return startWorkflow({ ...api, owner, repo, workflow, ref, inputs });
}
