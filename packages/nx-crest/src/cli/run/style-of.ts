import type { TextStyle } from '../../report/text-style.js';
import { columnsOf, paintOf } from '../console.js';

/** How a text may look on one of the process's own streams. */
export function styleOf(stream: NodeJS.WriteStream): TextStyle {
  return { paint: paintOf(stream, process.env), columns: columnsOf(stream, process.env) };
}
