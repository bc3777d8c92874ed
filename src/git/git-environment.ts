import type { RemoteCall } from './git-time.ts';
import { sshWithoutAsking } from './ssh-without-asking.ts';

// Variables of a calling git (a hook sets them) would point us at another repository, index or object store.
const INHERITED =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH|INTERNAL_.*|EXTERNAL_DIFF|DIFF_OPTS|PAGER|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|TRACE.*|REDIRECT_.*|EDITOR|SEQUENCE_EDITOR)$/;

/** The environment of every git process of ours. Credentials' helpers and ssh settings stay; nothing may ask a terminal. */
export function gitEnvironment(
  {
    env: extra = {},
    remote,
  }: {
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly remote?: RemoteCall;
  },
  { asks }: { readonly asks: boolean },
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!INHERITED.test(name)) env[name] = value;
  Object.assign(env, {
    LC_ALL: 'C', // the few texts we classify are the untranslated ones
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0', // reading never takes the index lock of the user
    GIT_LITERAL_PATHSPECS: '1', // `:(exclude)*` is a file's name
    GIT_NO_REPLACE_OBJECTS: '1', // grafts and replace refs would show another diff
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'false',
    GIT_PROTOCOL_FROM_USER: '0', // `ext::` and the like are refused
  });
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  if (asks || (remote && !remote.ssh && process.stderr.isTTY)) return env;
  // no window may come up that nobody is there to see
  return { ...env, ...NO_WINDOW, ...(remote?.ssh ? sshWithoutAsking(remote.ssh, env) : {}) };
}

const NO_WINDOW = { SSH_ASKPASS: '', SSH_ASKPASS_REQUIRE: 'never' };
