import { waveName } from './wave-name.js';

describe('waveName', () => {
  it.each([
    ['Wave 1: Foundation (Hour 0-1.5)', 'wave-1'],
    ['**Wave 3** – Rest', 'wave-3'],
    ['PHASE 12', 'phase-12'],
    ['🌊 Wave A', 'wave-a'],
    ['Wave of changes', undefined],
    ['Next wave 1', undefined],
    ['Phases 1 and 2', undefined],
  ])('reads "%s" as %s', (text, name) => {
    expect(waveName(text)).toBe(name);
  });
});
