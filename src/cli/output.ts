import type { Output } from '../app/ports/output.ts';

/** The process's own streams. Results on stdout alone; everything else on stderr. */
export function processOutput(wish: { readonly colour: boolean; readonly quiet: boolean }): Output {
  const { stdout, stderr, env } = process;
  return {
    result: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    say: (text) => {
      if (!wish.quiet) stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    columns: Math.min(100, stdout.columns ?? 100),
    colour: wish.colour && !env['NO_COLOR'] && stdout.isTTY === true && env['TERM'] !== 'dumb',
    terminal: stderr.isTTY === true,
  };
}
