import { readLimits } from './limits.js';

const GB = 2 ** 30;
const told = (options: Readonly<Record<string, unknown>>): readonly string[] =>
  readLimits(options).diagnostics.map(({ code, message, hint }) => `${code} ${message} | ${hint}`);

describe('readLimits', () => {
  it('reads capacities by name, and needs by target', () => {
    const { resources, needs, diagnostics } = readLimits({
      resources: { memory: '8GB', db: 1 },
      needs: { 'shop:e2e': { db: 1 }, e2e: { memory: '4GB', db: 1 }, lint: {} },
    });

    expect(resources).toEqual([
      { name: 'db', capacity: 1 },
      { name: 'memory', capacity: 8 * GB, unit: 'byte' },
    ]);
    expect([...needs]).toEqual([
      [
        'e2e',
        [
          { resource: 'memory', amount: 4 * GB },
          { resource: 'db', amount: 1 },
        ],
      ],
      ['lint', []],
      ['shop:e2e', [{ resource: 'db', amount: 1 }]],
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('names the resource that was probably meant where one is not declared (CREST312)', () => {
    expect(told({ resources: { database: 1 }, needs: { e2e: { databse: 1 } } })).toEqual([
      'CREST312 the plugin option "needs.e2e" asks for "databse", which "resources" of nx.json does not declare | Did you mean "database"?',
    ]);
    expect(told({ needs: { e2e: { port: 1 } } })[0]).toMatch(/Add "port" to "resources"/);
  });

  it('keeps a need above the capacity, and tells it: that task runs alone on the resource', () => {
    const options = { resources: { memory: '8GB' }, needs: { e2e: { memory: '16GB' } } };

    expect(told(options)[0]).toMatch(/"needs\.e2e\.memory" should be at most its capacity, 8 GB/);
    expect(readLimits(options).needs.get('e2e')).toEqual([{ resource: 'memory', amount: 16 * GB }]);
  });

  it('wants a need in the unit of its capacity: 4 of 8 GB would be 4 bytes', () => {
    const needs = { e2e: { memory: 4, db: '4GB' } };

    expect(told({ resources: { memory: '8GB', db: 2 }, needs })).toEqual([
      expect.stringMatching(/"needs\.e2e\.memory" should be a size like its capacity, for example "512MB"/),
      expect.stringMatching(/"needs\.e2e\.db" should be a whole number/),
    ]);
    expect(readLimits({ resources: { memory: '8GB', db: 2 }, needs }).needs.get('e2e')).toEqual([]);
  });

  it('tells everything in one pass, and keeps the rest', () => {
    const options = { resources: { a: 'x', b: 2 }, needs: { e2e: { a: 1, b: 1 }, lint: 3 } };

    expect(told(options).map((text) => text.slice(0, 8))).toEqual(['CREST302', 'CREST312', 'CREST302']);
    expect(readLimits(options).needs.get('e2e')).toEqual([{ resource: 'b', amount: 1 }]);
  });
});
