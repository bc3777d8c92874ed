/**
 * Cycles in `needs`, each once, as the ids along it with the first repeated at the end. No recursion: a file may chain
 * ten thousand tasks. Ids that nobody has are ignored; they are reported on their own.
 */
export function findCycles(needs: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    const stack: { readonly id: string; next: number }[] = [];
    const enter = (id: string) => {
      onPath.set(id, path.push(id) - 1);
      stack.push({ id, next: 0 });
    };
    if (!done.has(start)) enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = needs.get(top.id)?.[top.next++];
      if (to === undefined) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
        stack.pop();
        continue;
      }
      const at = onPath.get(to);
      if (at !== undefined) cycles.push([...path.slice(at), to]);
      else if (!done.has(to) && needs.has(to)) enter(to);
    }
  }
  return cycles;
}
