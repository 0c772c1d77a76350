/** Faults that the fuzzer must see: a parser that throws, one that is slow, and an edit that is not careful. */
export function plantedFaults(api) {
  return [
    { kind: 'exception', atMost: 8, api: withParse(api, throwOnBrackets) },
    { kind: 'slow', atMost: 20_000, api: withParse(api, beSlow) },
    { kind: 'edit', atMost: 400, api: { ...api, setStatus: carelessEdit(api) } },
  ];
}

function withParse(api, plant) {
  return {
    ...api,
    parseDocument: (document, options) => {
      plant(document.raw);
      return api.parseDocument(document, options);
    },
  };
}

function throwOnBrackets(text) {
  if (text.includes('[[')) throw new TypeError('planted');
}

/** Quadratic in the number of backticks, up to some tenths of a second. */
function beSlow(text) {
  const ticks = Math.min(text.split('`').length, 2_500);
  let sum = 0;
  for (let i = 0; i < ticks * ticks * 40; i += 1) sum += i & 1;
  if (sum < 0) throw new RangeError('never');
}

/** Ticks the first open box too. */
function carelessEdit(api) {
  return (document, change, options) => {
    const result = api.setStatus(document, change, options);
    return result.kind === 'changed' ? { ...result, raw: result.raw.replace('[ ]', '[x]') } : result;
  };
}
