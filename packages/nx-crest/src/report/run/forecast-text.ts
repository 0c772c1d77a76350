import type { TextStyle } from '../text-style.js';
import type { RunForecast } from './forecast.js';

/** The forecast for people: one or two sentences, wrapped, each line ended. */
export function forecastText(_forecast: RunForecast, _style: TextStyle): string {
  return '';
}
