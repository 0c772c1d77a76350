import type { SourceText } from '../source/source-text.js';
import { findDrawings } from './find-drawings.js';
import { readDrawing, type DrawnItem } from './read-drawing.js';

/** A task or frame of the drawings: what is drawn twice is one. */
export interface DrawnTask {
  readonly key: string;
  /** The fullest mention: the one with a title of its own. */
  readonly item: DrawnItem;
  readonly isFrame: boolean;
  /** The key of the frame around it. */
  readonly frame: string | undefined;
}

/** An arrow between tasks, by key. */
export interface DrawnArrow {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly inferred: boolean;
  readonly offset: number;
}

/** What all drawings of a document say. */
export interface DrawnTasks {
  readonly tasks: ReadonlyMap<string, DrawnTask>;
  readonly arrows: readonly DrawnArrow[];
  /** *Units*: offsets. */
  readonly dangling: readonly number[];
  readonly hasIds: boolean;
}

/**
 * Reads all drawings of a document. Where one has ids, those without any draw something else and are left out.
 *
 * *Complexity*: linear.
 */
export function drawnTasks(source: SourceText): DrawnTasks {
  const all = findDrawings(source).map(({ first, last }) => readDrawing(source, first, last));
  const withIds = all.filter(({ items }) => items.some(({ id }) => id !== undefined));
  const drawings = (withIds.length > 0 ? withIds : all).filter(({ edges }) => edges.length > 0);
  const tasks = new Map<string, DrawnTask>();
  const arrows: DrawnArrow[] = [];
  for (const { items, frames, edges } of drawings) {
    const keys = items.map((item) => item.id ?? item.title.toLowerCase());
    items.forEach((item, index) => {
      const key = keys[index] ?? '';
      const known = tasks.get(key);
      const isFuller = known === undefined || (known.item.title === known.item.id && item.title !== item.id);
      const frame = known?.frame ?? keys[frames.get(index) ?? -1];
      const isFrame = item.label.box?.frame === true;
      tasks.set(key, { key, item: isFuller ? item : known.item, isFrame, frame: frame === key ? undefined : frame });
    });
    const named = (list: readonly number[]): string[] => list.map((index) => keys[index] ?? '');
    for (const edge of edges) arrows.push({ ...edge, before: named(edge.before), after: named(edge.after) });
  }
  return { tasks, arrows, dangling: drawings.flatMap(({ dangling }) => dangling), hasIds: withIds.length > 0 };
}
