import type { PlanFormat } from '../plan-format.js';
import { editSuperpowersNote, editSuperpowersStatus } from './edit.js';
import { parseSuperpowers } from './parse.js';

const PATH = /(?:^|\/)docs\/(?:superpowers\/)?plans\/(?:[^/]+\/)*[^/]+\.md$/;
const TASK =
  /^#{2,5}[ \t]+(?:\[.\][ \t]*|\p{So}️?[ \t]*)?\p{L}{3,8}[ \t]{1,2}#?\d{1,6}[a-z]?[ \t]*(?:\([^()\n]{0,40}\)[ \t]*)?[.:：)–—-]/mu;
const SKILL = /\bsuperpowers:(?:subagent-driven-development|executing-plans|writing-plans)\b/;
const STEP = /^[ \t]*(?:[-*+][ \t]+\[.\][ \t]+)?\*\*Step[ \t]+\d/m;
const FILES = /^\*\*Files:?\*\*/m;

/** superpowers' `docs/superpowers/plans/*.md`: tasks as headings, with files, interfaces and steps to tick. */
export const superpowers: PlanFormat = {
  name: 'superpowers',
  title: 'superpowers plan',
  matchesPath: (path) => PATH.test(path.replaceAll('\\', '/')),
  matchesContent({ text }) {
    if (!TASK.test(text)) return 0;
    if (SKILL.test(text)) return 0.95;
    if (STEP.test(text)) return 0.85;
    return FILES.test(text) ? 0.5 : 0;
  },
  parse: parseSuperpowers,
  editStatus: editSuperpowersStatus,
  editNote: editSuperpowersNote,
};
