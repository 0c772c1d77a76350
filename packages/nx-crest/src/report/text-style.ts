import type { Paint } from './paint.js';

/** How a text report may look: colours, and the columns that it should not exceed. */
export interface TextStyle {
  readonly paint: Paint;
  readonly columns: number;
}
