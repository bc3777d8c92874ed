/**
 * Whether a text is of plain letters, digits and marks alone. Asked before an expression that knows all of Unicode, which
 * takes milliseconds to compile and is mostly not needed.
 */
export const isPlainAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
