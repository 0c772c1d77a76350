import type { TaskStatus } from '@nx-crest/core';
import { lostFields } from './lost-fields.js';
import { oneLine } from './one-line.js';
import type { PlanWriter } from './plan-writer.js';

/** A flowchart of Mermaid: a node for each task, an arrow to each task that waits for it. Ids become `t1`, `t2` … */
export const mermaidWriter: PlanWriter = {
  name: 'mermaid',
  fileName: 'plan.mmd',
  write(writable) {
    const { tasks } = writable;
    // Node names of its own: `end`, `o-1` and dots mean something else to Mermaid.
    const nodeOf = new Map(tasks.map(({ id }, index) => [id, `t${index + 1}`]));
    const nodes = tasks.map(({ id, title, status }) => {
      const text = label(`${id} ${oneLine(title)}`);
      return `  ${nodeOf.get(id) ?? ''}["${text}"]${statusClass(status)}`;
    });
    const arrows = tasks.flatMap(({ id }) =>
      writable.dependenciesOf(id).map(({ on }) => `  ${nodeOf.get(on) ?? ''} --> ${nodeOf.get(id) ?? ''}`),
    );
    const used = new Set(tasks.map(({ status }) => status));
    const classes = STYLES.filter(([status]) => used.has(status)).map(([, style]) => `  ${style}`);
    const shown = ['in-progress', 'blocked', 'deferred', 'cancelled'] as const;
    return {
      text: ['flowchart LR', ...nodes, ...arrows, ...classes, ''].join('\n'),
      lost: lostFields(
        writable,
        shown.map((word) => `status "${word}"` as const),
      ),
      renamed: nodeOf,
    };
  },
};

const STYLES: readonly (readonly [TaskStatus, string])[] = [
  ['done', 'classDef done fill:#d5e8d4'],
  ['in-progress', 'classDef inprogress fill:#fff2cc'],
  ['blocked', 'classDef blocked fill:#f8cecc'],
  ['deferred', 'classDef deferred fill:#eeeeee,stroke-dasharray:4'],
  ['cancelled', 'classDef cancelled fill:#eeeeee,stroke-dasharray:4'],
];

function statusClass(status: TaskStatus): string {
  return status === 'todo' ? '' : `:::${status.replace('-', '')}`;
}

/** Mermaid's own entities: a quote would end the label, and `<` begin markup. */
function label(text: string): string {
  return text.replace(/[#"<>`\\]/g, (char) => `#${char.charCodeAt(0)};`);
}
