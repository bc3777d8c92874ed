/** The repository of a host that a table is, as the host calls it; `undefined`: it is somewhere else. */
export function repositoryOf(
  host: string,
  table: string,
): { readonly owner: string; readonly repo: string } | undefined {
  const [owner, repo, ...more] = table.toLowerCase().startsWith(`${host.toLowerCase()}/`)
    ? table.slice(host.length + 1).split('/')
    : [];
  return isName(owner) && isName(repo) && more.length === 0 ? { owner, repo } : undefined;
}

const isName = (name: string | undefined): name is string =>
  name !== undefined && /^[\w.-]{1,100}$/.test(name) && !/^\.{1,2}$/.test(name);
