import { boxCensus } from '../checkbox/census.js';
import type { PlanFormat } from '../plan-format.js';
import { editSpecNote } from './edit-note.js';
import { editSpecStatus } from './edit-status.js';
import { parseSpecWorkflow } from './parse.js';

/** `.claude/specs` is where the tool's first version kept them. */
const PATH = /(?:^|\/)\.(?:spec-workflow\/(?:archive\/)?|claude\/)specs\/[^/]+\/tasks\.md$/;
const FIELDS = /^[ \t]*(?:[-*+][ \t]+)?_(?:Leverage|Prompt):/m;
const FILE_FIELD = /^[ \t]+[-*+][ \t]+(?:Files?|Purpose):[ \t]/gm;
/** What only Kiro's documents have. */
const KIRO = /^#+ (?:Implementation Plan|Task Dependency Graph)\b|^[ \t]*"waves"/m;
/** `## 1. Title`, `- [ ] 1.1 Title` not indented, `_Any field: …_`: another tool's lists lack one of the three. */
const FLAT = [
  /^##[ \t]+\d+\.[ \t]/m,
  /^[-*][ \t]+\[[ xX~-]\][ \t]+\d+\.\d/m,
  /^[ \t]+[-*][ \t]+_[\p{L} ]{2,20}[:：][^\n]*_[ \t]*\r?$/mu,
];
const TASK_HEADING = /^#{2,5}[ \t]+Task[ \t]+\d+(?:\.\d+)+[ \t]*[:.–—-]/im;
const STATUS_FIELD = /^[ \t]*(?:[-*+][ \t]+)?\*\*Status:?\*\*:?[ \t]*\[[ xX~-]\]/m;

function matchesPath(path: string): boolean {
  return PATH.test(path.replaceAll('\\', '/'));
}

/** How much a text says of itself that it is one of these documents. */
function ownSigns(text: string): number {
  if (TASK_HEADING.test(text) && STATUS_FIELD.test(text)) return 0.9;
  const { numbered, nested } = boxCensus(text);
  if (numbered === 0) return 0;
  if (FIELDS.test(text)) return 0.9;
  if ((text.match(FILE_FIELD)?.length ?? 0) > 1 && !KIRO.test(text)) return 0.85;
  return !nested && FLAT.every((sign) => sign.test(text)) ? 0.6 : 0;
}

/** spec-workflow-mcp's `.spec-workflow/specs/<name>/tasks.md`: Kiro-like lists with prompts, or headings with a status. */
export const specWorkflow: PlanFormat = {
  name: 'spec-workflow',
  title: 'spec-workflow tasks.md',
  matchesPath,
  matchesContent({ text, path }) {
    const own = ownSigns(text);
    if (own > 0) return own;
    const hasTasks = TASK_HEADING.test(text);
    if (!matchesPath(path)) return hasTasks ? 0.3 : 0;
    const { boxes, numbered } = boxCensus(text);
    if (numbered > 0 || hasTasks) return 0.6;
    return boxes > 0 || /^#/m.test(text) ? 0.2 : 0;
  },
  parse: parseSpecWorkflow,
  editStatus: editSpecStatus,
  editNote: editSpecNote,
};
