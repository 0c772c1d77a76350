import type { PlanFormat } from '../plan-format.js';
import { frontMatter } from '../yaml/front-matter.js';
import { editCursorStatus } from './edit-status.js';
import { parseCursorPlan } from './parse.js';

const PATH = /(?:^|\/)\.cursor\/plans\/[^/]+\.md$|\.plan\.md$/;
const TODOS = /^todos:[ \t]*(?:\[|$)/m;
const ENTRY = /^[ \t]*-[ \t]+(?:\{[ \t]*)?(?:id|content):[ \t]/m;

/** Cursor's `.cursor/plans/*.plan.md`: todos in the front matter; also as taskgraph and others extend them. */
export const cursorPlan: PlanFormat = {
  name: 'cursor-plan',
  title: 'Cursor plan',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent(source) {
    const head = frontMatter(source)?.text.replaceAll('\r', '');
    if (head === undefined || !TODOS.test(head)) return 0;
    return ENTRY.test(head) || /^todos:[ \t]*\[[ \t]*\{/m.test(head) ? 0.95 : 0.3;
  },
  parse: parseCursorPlan,
  editStatus: editCursorStatus,
};
