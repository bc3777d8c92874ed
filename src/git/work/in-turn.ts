/** Runs what it is given in the order it came, at most so many at once. */
export function atMostAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };
  return async (work) => {
    if (running < most) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve)); // whoever leaves hands its place on
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
