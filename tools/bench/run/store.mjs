/** Results that survive an interruption: one line for each finished run, written at once. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Opens the file of a series, or begins it. *Throws* where the file is of another series: other versions or shapes give
 * figures that do not belong together.
 */
export function openStore(file, series) {
  mkdirSync(dirname(file), { recursive: true });
  const header = JSON.stringify({ series });
  const lines = existsSync(file) ? completeLines(file) : [];
  if (lines.length === 0) writeFileSync(file, header + '\n');
  else if (lines[0] !== header)
    throw new Error(
      `${file} holds another series (versions, shapes or settings differ): remove it, or name another file`,
    );
  const cells = new Map(lines.slice(1).map((line) => [keyOf(JSON.parse(line)), JSON.parse(line)]));
  return {
    /** A run that failed is tried again. */
    has: (cell) => cells.get(keyOf(cell))?.grossMs !== undefined,
    add(cell) {
      cells.set(keyOf(cell), cell);
      appendFileSync(file, JSON.stringify(cell) + '\n');
    },
    all: () => [...cells.values()],
  };
}

function keyOf({ shape, workers, round, tool }) {
  return [shape, workers, round, tool].join(' ');
}

/** The last line may have been cut off. */
function completeLines(file) {
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  return whole.split('\n').filter(Boolean);
}
