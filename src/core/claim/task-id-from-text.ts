import { createHash } from 'node:crypto';
import type { TaskId } from '../model/ids.ts';
import { taskId } from '../model/ids.ts';

/** A task's id as it is, or an id made of a few words: readable, and the same for the same words. */
export function taskIdFromText(text: string): { readonly id: TaskId; readonly title?: string } {
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(text)) return { id: taskId(text) };
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 6);
  return { id: taskId(`${slug === '' ? 'task' : slug}-${digest}`), title: text.slice(0, 200) };
}
