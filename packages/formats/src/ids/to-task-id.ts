import { slug } from '../checkbox/slug.js';

/**
 * The nearest text that matches `TASK_ID_PATTERN`: every run of other characters becomes one `-`.
 *
 * *Example*: `toTaskId('4.2–4.5')` is `4.2-4.5`; a text with no Latin letter and no digit gets a checksum (`slug`).
 */
export function toTaskId(written: string): string {
  const id = written
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return id === '' ? slug(written) : id;
}
