/** Facts about source code, and what follows from them: how long a target run takes. */
export { predictDuration, type DurationSample } from './predict-duration.js';
export { measureSource, type FileReader, type SourceSize } from './source/measure-source.js';
