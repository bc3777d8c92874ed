/** Does something when it is first asked for, and once for each key; whoever asks again gets the same promise. */
export function onceFor<T>(make: (key?: string) => Promise<T>): (key?: string) => Promise<T> {
  const made = new Map<string | undefined, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
