/** `1 task`, `3 tasks`: English words whose plural is an `s`, or the one that is given. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;
