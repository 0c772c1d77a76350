import { planGraph } from '@nx-crest/core';
import fc from 'fast-check';
import { parseDocument } from './parse-document.js';
import { parseFolder } from './parse-folder.js';

/** Explicit dependencies that close no cycle: each leads from a higher to a lower rank, whatever the document order. */
const ranked = fc.array(
  fc.record({
    rank: fc.nat(1000),
    on: fc.array(fc.nat(14), { maxLength: 2 }),
    mark: fc.constantFrom(' ', ' ', 'x', '~'),
    parallel: fc.boolean(),
    optional: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    heading: fc.constantFrom(
      '',
      '',
      '## Phase 1: A',
      '## Phase 2: User Story 1',
      '## Phase 3: User Story 2',
      '### Tests',
      '### Implementation',
      '## Phase 4: Z',
    ),
    wave: fc.integer({ min: -1, max: 3 }),
    nested: fc.boolean(),
  }),
  { minLength: 1, maxLength: 15 },
);
type Ranked = typeof ranked extends fc.Arbitrary<infer T> ? T : never;

function keyOf(tasks: Ranked, index: number): number {
  return tasks[index]!.rank * 100 + index;
}

function lower(tasks: Ranked, index: number): number[] {
  return tasks[index]!.on.filter((on) => on < tasks.length && keyOf(tasks, on) < keyOf(tasks, index));
}

function expectGraph(raw: string, format: string): void {
  const { plans, diagnostics } = parseDocument({ path: 'a.md', raw }, { format });
  const { graph, diagnostics: found } = planGraph(plans[0]!);
  expect([...diagnostics, ...found].filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(graph).toBeDefined();
}

describe('what order implies', () => {
  it('never closes a cycle with explicit dependencies of a spec-kit document', () => {
    fc.assert(
      fc.property(ranked, (tasks) => {
        const id = (i: number) => `T${String(i + 1).padStart(3, '0')}`;
        const lines = tasks.map(({ heading, mark, optional, parallel }, i) => {
          const on = lower(tasks, i).map(id);
          const marks = `${optional ? '*' : ''} ${id(i)} ${parallel ? '[P] ' : ''}`;
          return `${heading}\n\n- [${mark}]${marks}do it${on.length > 0 ? ` (depends on ${on.join(', ')})` : ''}`;
        });
        expectGraph(lines.join('\n'), 'spec-kit');
      }),
      { numRuns: 300 },
    );
  });

  it('never closes a cycle with explicit dependencies of a Kiro document', () => {
    const forms = fc.array(fc.constantFrom('none', 'list', 'object'), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(ranked, fc.boolean(), forms, (tasks, hasWaves, form) => {
        const id = (i: number) => `9.${i + 1}`;
        const lines = tasks.map(({ optional }, i) => {
          const on = lower(tasks, i).map(id);
          const depends = on.length > 0 ? `  - _Depends: ${on.join(', ')}_\n` : '';
          return `- [ ]${optional ? '*' : ''} ${id(i)} do it\n${depends}`;
        });
        const waves = [0, 1, 2, 3].map((wave) => {
          const members = tasks.flatMap((task, i) => (task.wave === wave ? [i] : []));
          const lowest = Math.min(...members.map((i) => keyOf(tasks, i)));
          const earlier = tasks.flatMap((task, i) => (task.wave < wave && keyOf(tasks, i) < lowest ? [id(i)] : []));
          const dependsOn =
            form[wave] === 'list'
              ? { dependsOn: earlier }
              : form[wave] === 'object'
                ? { dependsOn: Object.fromEntries(members.map((i) => [id(i), lower(tasks, i).map(id)])) }
                : {};
          return { id: `w${wave}`, tasks: members.map(id), ...dependsOn };
        });
        const block = hasWaves ? `\n\`\`\`json\n${JSON.stringify({ waves })}\n\`\`\`\n` : '';
        expectGraph(lines.join('') + block, 'kiro');
      }),
      { numRuns: 500 },
    );
  });

  it('never closes a cycle through waves that list parents and waves that wait for others', () => {
    fc.assert(
      fc.property(ranked, fc.array(fc.array(fc.nat(2)), { minLength: 4, maxLength: 4 }), (tasks, waits) => {
        // Every nested task hangs on the one before it that is not nested.
        let parent = 0;
        let child = 0;
        const ids = tasks.map(({ nested }, i) =>
          nested && i > 0 ? `${parent}.${++child}` : ((child = 0), String(++parent)),
        );
        const isParent = ids.map((own) => ids.some((other) => other.startsWith(`${own}.`)));
        const lines = tasks.map(({ optional }, i) => {
          const on = isParent[i]
            ? []
            : lower(tasks, i)
                .filter((other) => !isParent[other])
                .map((other) => ids[other]!);
          const depends = on.length > 0 ? `\n    - _Depends: ${on.join(', ')}_` : '';
          return `${ids[i]!.includes('.') ? '  ' : ''}- [ ]${optional ? '*' : ''} ${ids[i]!} do it${depends}`;
        });
        const waves = [0, 1, 2, 3].map((wave) => ({
          id: `w${wave}`,
          tasks: tasks.flatMap((task, i) => (task.wave === wave ? [ids[i]!] : [])),
          ...(wave > 0 && waits[wave]!.length > 0
            ? { dependsOn: [...new Set(waits[wave]!.filter((on) => on < wave).map((on) => `w${on}`))] }
            : {}),
        }));
        expectGraph(`${lines.join('\n')}\n\n\`\`\`json\n${JSON.stringify({ waves })}\n\`\`\`\n`, 'kiro');
      }),
      { numRuns: 300 },
    );
  });

  it('never closes a cycle with explicit dependencies of a spec-workflow document', () => {
    const kinds = fc.constantFrom('Group', 'Wave');
    fc.assert(
      fc.property(ranked, kinds, fc.array(fc.nat(3), { maxLength: 3 }), (tasks, kind, waits) => {
        const id = (i: number) => `9.${i + 1}`;
        const lines = tasks.map(({ optional, wave, heading, mark }, i) => {
          const on = lower(tasks, i).map(id);
          const depends = on.length > 0 ? `  - _Depends: ${on.join(', ')}_\n` : '';
          const section = wave > 0 && heading !== '' ? `\n## ${kind} ${wave}: A\n\n` : '';
          const files = `  - File: src/${wave}.ts\n  - _Leverage: src/${i % 3}.ts_\n`;
          return `${section}- [${mark}]${optional ? '*' : ''} ${id(i)} do it\n${depends}${files}`;
        });
        // Sections that wait for each other are the document's own doing: only where tasks say nothing.
        const isFree = tasks.every((_, i) => lower(tasks, i).length === 0);
        const order = isFree ? waits.map((on, i) => `- Group ${4 - i} depends on Group ${Math.min(on, 3 - i)}\n`) : [];
        expectGraph(`${lines.join('')}\n## Dependencies\n\n${order.join('')}`, 'spec-workflow');
      }),
      { numRuns: 300 },
    );
  });

  it('never closes a cycle with explicit dependencies of a superpowers plan', () => {
    fc.assert(
      fc.property(ranked, fc.boolean(), (tasks, hasWaves) => {
        const lines = tasks.map(({ rank, wave, optional, parallel, heading }, i) => {
          const on = lower(tasks, i).map((other) => `Task ${other + 1}`);
          const depends = on.length > 0 ? `**Depends on:** ${on.join(', ')}\n` : '';
          const section = hasWaves && wave >= 0 && heading !== '' ? `## Wave ${wave}\n\n` : '';
          const consumes = rank % 2 === 0 ? `- Consumes: \`T${rank % 7}\`, Task ${(rank % tasks.length) + 1}\n` : '';
          const faces = `**Interfaces:**\n${consumes}- Produces: \`T${i % 7}\` for Task ${(rank % 5) + 1}\n`;
          const files = `**Files:**\n- ${parallel ? 'Create' : 'Modify'}: \`src/${rank % 3}.ts\`\n`;
          const title = `### Task ${i + 1}${optional ? ' (optional)' : ''}: ${rank % 11 === 0 ? 'GATE' : 'a'}\n\n`;
          return `${section}${title}${depends}\n${files}\n${faces}\n- [ ] **Step 1: s**\n\n`;
        });
        expectGraph(lines.join(''), 'superpowers');
      }),
      { numRuns: 300 },
    );
  });

  it('never closes a cycle between phases and plans of a GSD folder', () => {
    fc.assert(
      fc.property(ranked, (tasks) => {
        const phase = (i: number) => tasks[i]!.wave + 2;
        const id = (i: number) => `0${phase(i)}-${String(i + 1).padStart(2, '0')}`;
        const documents = tasks.map(({ parallel, optional, mark }, i) => {
          const on = lower(tasks, i).map(id);
          // Some say that they wait for nothing, some say nothing, with a wave or without.
          const depends = on.length > 0 || optional ? `depends_on: [${on.join(', ')}]\n` : '';
          const wave = parallel ? `wave: ${mark === ' ' ? 1 : 2}\n` : '';
          const front = `---\nphase: 0${phase(i)}-a\nplan: ${id(i).slice(3)}\n${wave}${depends}---\n`;
          return {
            path: `.planning/phases/a/${id(i)}-PLAN.md`,
            raw: `${front}<task>\n<name>Task 1: a</name>\n</task>`,
          };
        });
        const { plans, diagnostics } = parseFolder('.planning', documents);
        const { graph, diagnostics: found } = planGraph(plans[0]!);
        expect([...diagnostics, ...found].filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(graph).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it.each(['openspec', 'conductor', 'checklist'])(
    'never closes a cycle with explicit dependencies of a list with sections: %s',
    (format) => {
      fc.assert(
        fc.property(ranked, (tasks) => {
          const id = (i: number) => `9.${i + 1}`;
          const isPart = (i: number) => i > 0 && tasks[i]!.nested && tasks[i]!.heading === '';
          const lines = tasks.map(({ heading, mark, optional }, i) => {
            // Who waits for a part of a task that waits for him closes a cycle himself.
            const on = lower(tasks, i).filter((other) => !isPart(other));
            const depends = on.length > 0 && !isPart(i) ? `\n    - Depends on: ${on.map(id).join(', ')}` : '';
            return `${heading}\n${isPart(i) ? '  ' : ''}- [${mark}] ${id(i)} ${optional ? 'Optional: ' : ''}do it${depends}`;
          });
          expectGraph(lines.join('\n'), format);
        }),
        { numRuns: 300 },
      );
    },
  );

  it('never closes a cycle with explicit dependencies of a cc-sdd document', () => {
    fc.assert(
      fc.property(ranked, (tasks) => {
        let major = 0;
        let part = 0;
        const lines: string[] = [];
        const ids = tasks.map(({ nested }) => {
          if (!nested || major === 0) [major, part] = [major + 1, 0];
          return `${major}.${++part}`;
        });
        tasks.forEach(({ mark, optional, parallel, heading }, i) => {
          if (ids[i]!.endsWith('.1') && heading !== '') {
            lines.push(`- [ ] ${ids[i]!.slice(0, -2)}. ${parallel ? '(P) ' : ''}major`);
          }
          const on = lower(tasks, i).map((other) => ids[other]!);
          lines.push(`- [${mark}]${optional ? '*' : ''} ${ids[i]!} ${parallel ? '(P) ' : ''}do it`);
          if (on.length > 0) lines.push(`  - _Depends: ${on.join(', ')}_`);
        });
        expectGraph(lines.join('\n'), 'cc-sdd');
      }),
      { numRuns: 500 },
    );
  });
});
