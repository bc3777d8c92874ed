import { isSecretName } from '../agents/secret-values.ts';

/** Set by us for each command, or of a run or a repository that we are inside of: nothing that we start ever sees them. */
const OURS =
  /^(AGENTIC_.*|GIT_(CONFIG|CONFIG_(COUNT|PARAMETERS|KEY_.*|VALUE_.*)|DIR|WORK_TREE|INDEX_FILE|INDEX_VERSION|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|QUARANTINE_PATH|INTERNAL_.*|REPLACE_REF_BASE))$/i;

/** What git logs in with, and programs that answer its questions. */
const GITS = /^((GIT|SSH)_ASKPASS|GIT_SSH|GIT_SSH_COMMAND|GIT_PROXY_COMMAND|GCM_.*|NETRC|SUDO_ASKPASS)$/i;

/** The runner's own tokens and service addresses, files that steer the job, inputs of an action. */
const RUNNERS =
  /^(ACTIONS_.*|INPUT_.*|GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|CI_REPOSITORY_URL|SYSTEM_ACCESSTOKEN|DRONE_NETRC_.*)$/i;

/** A secret whose name speaks of git, of a forge, or of the machine that runs jobs for one. */
const OF_FORGE =
  /(^|_)(GIT|GH|GHE|GL|VSTS)(?=_)|^(CI_(JOB|BUILD|REGISTRY|DEPLOY|DEPENDENCY_PROXY)|RUNNER|BUILDKITE|CIRCLE|DRONE|TRAVIS|WOODPECKER|JENKINS|TEAMCITY)_|GITHUB|GITLAB|BITBUCKET|GITEA|FORGEJO|CODEBERG|GERRIT|AZURE_DEVOPS/i;

const isSecret = (name: string): boolean => isSecretName(name) || /(^|_)(JWT|PAT)(_|$)/i.test(name);

/** By which the user's own keys answer, and what an agent that we were started by tells its own children. */
const IN_REACH =
  /^(SSH_.*|GPG_.*|GIT_.*|CLAUDECODE|CLAUDE_(PID|PROJECT_DIR|ENV_FILE|CODE_(SESSION.*|ENTRYPOINT|SSE_PORT|CHILD_.*|REMOTE_.*))|CODEX_(THREAD_ID|SANDBOX.*|INTERNAL_.*)|GEMINI_CLI|GEMINI_CLI_IDE_.*|QWEN_CODE|OPENCODE|OPENCODE_(PID|CALLER|PARENT.*)|COPILOT_(AGENT_.*|SESSION.*))$/i;

/** Nothing that a run starts sees it, whatever is configured. */
export const isOurs = (name: string): boolean => OURS.test(name);

/** Speaks for the user to git, to a forge or to a runner: for one agent, where its own `pass` has the whole name. */
export const isCredential = (name: string): boolean =>
  GITS.test(name) || RUNNERS.test(name) || (OF_FORGE.test(name) && isSecret(name));

/** No `*` means it. */
export const needsItsName = (name: string): boolean => isCredential(name) || IN_REACH.test(name);
