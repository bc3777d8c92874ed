// What `git mailinfo` takes for the beginning of a patch, `git mailsplit` for that of the next mail, and `git am` for headers.
const SPECIAL = /^(?=---[ \t\r]*$|--- \S|diff -|Index: |From |>From |\[PATCH\]|(?:From|Date|Subject): )/gim;

/**
 * A commit's message as it comes out of a mail again, whole: a line of an agent's text that mail tools would take for something
 * of theirs, and drop all after it, is set in by a space. The same where there is none.
 */
export function mailMessage(message: string): string {
  const [subject = '', ...rest] = message.replaceAll('\r\n', '\n').split('\n');
  return [subject, rest.join('\n').replaceAll(SPECIAL, ' ')].join('\n');
}
