/** Where a task's file lies: the folder says as much as the status. */
export type Place = 'tasks' | 'completed' | 'archive' | 'drafts' | 'elsewhere';

/** The folder whose files make up one plan. */
export const BACKLOG_FOLDER = /^(?:.*\/)?\.?backlog(?=\/(?:tasks|completed|archive|drafts)\/)/;

const PLACE = /(?:^|\/)\.?backlog\/(tasks|completed|archive|drafts)\/(?:.*\/)?[^/]+\.md$/;

/** *Returns* `elsewhere` for a path that is none of Backlog.md's. */
export function placeOf(path: string): Place {
  // The expression has only these four.
  return (PLACE.exec(path.replaceAll('\\', '/'))?.[1] ?? 'elsewhere') as Place;
}
