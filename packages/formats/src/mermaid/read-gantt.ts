import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { dateReader, type ChartDays, type ReadDate } from './gantt-dates.js';
import { readGanttLine, type GanttLine } from './gantt-line.js';
import type { Diagram } from './read-diagrams.js';

/** A task of a gantt chart. */
export interface GanttRow {
  readonly line: GanttLine;
  /** Counts from 1. */
  readonly lineNumber: number;
  readonly lineStart: number;
  readonly span: SourceSpan;
  readonly section: GanttSection | undefined;
  /** Which chart of the document. */
  readonly chart: number;
  readonly readDate: ReadDate;
  readonly days: ChartDays;
  /** Comments directly below the row. */
  readonly details: readonly string[];
}

/** `section Build`. */
export interface GanttSection {
  readonly title: string;
  readonly span: SourceSpan;
}

/** What the charts of a document hold. */
export interface GanttRows {
  readonly rows: readonly GanttRow[];
  readonly title: string | undefined;
  /** CREST254 for lines and items that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

const SETTING =
  /^(?:dateFormat|axisFormat|tickInterval|excludes|includes|todayMarker|weekday|weekend|inclusiveEndDates|topAxis|displayMode|click|accTitle|accDescr)\b/;

/** Reads all gantt charts of a document. *Complexity*: linear. */
export function readGantt(source: SourceText, diagrams: readonly Diagram[]): GanttRows {
  const charts = diagrams.map((diagram, chart) => readChart(source, diagram, chart));
  const rows = charts.flatMap((chart) => chart.rows);
  const unread = rows.flatMap(({ line, lineStart }) =>
    line.unread.map(({ text, start, end }) =>
      diagnostic('CREST254', { text }, { span: source.spanAt(lineStart + start, lineStart + end) }),
    ),
  );
  const title = charts.find((chart) => chart.title !== undefined)?.title;
  return { rows, title, diagnostics: [...charts.flatMap((chart) => chart.diagnostics), ...unread] };
}

function readChart(source: SourceText, diagram: Diagram, chart: number): GanttRows {
  const rows: GanttRow[] = [];
  const diagnostics: Diagnostic[] = [];
  const days = daysOf(source, diagram);
  let title: string | undefined;
  let readDate = dateReader('YYYY-MM-DD');
  let section: GanttSection | undefined;
  let details: string[] = [];
  for (let lineNumber = diagram.firstLine + 1; lineNumber <= diagram.lastLine; lineNumber++) {
    const [text, span] = [source.lineText(lineNumber), source.lineSpan(lineNumber)];
    const setting = readSetting(text.trim());
    if (setting) {
      const { word, value } = setting;
      if (word === '%%') details.push(value);
      else if (word === 'title') title ??= value;
      else if (word === 'section') section = { title: value, span };
      else if (word === 'dateFormat') readDate = dateReader(value);
      continue;
    }
    details = [];
    const line = readGanttLine(text, readDate);
    if (!line) diagnostics.push(diagnostic('CREST254', { text: text.trim() }, { span }));
    else rows.push({ line, lineNumber, lineStart: span.start.offset, span, section, chart, readDate, days, details });
  }
  return { rows, title, diagnostics };
}

/** What a line that is no task says: a comment, a blank line, a keyword with its value. */
function readSetting(text: string): { readonly word: string; readonly value: string } | undefined {
  if (text === '') return { word: '', value: '' };
  if (text.startsWith('%%')) return { word: '%%', value: text.replace(/^%+\s*/, '') };
  const [, word = '', value = ''] = /^(\w+)\s*(.*)$/.exec(text) ?? [];
  const isNamed = ['title', 'section'].includes(word) && value !== '' && !value.startsWith(':');
  return isNamed || SETTING.test(text) ? { word, value } : undefined;
}

function daysOf(source: SourceText, { firstLine, lastLine }: Diagram): ChartDays {
  let [excludesWeekends, inclusiveEnds] = [false, false];
  for (let line = firstLine; line <= lastLine; line++) {
    const text = source.lineText(line);
    if (/^\s*excludes\b.*\bweekends\b/.test(text)) excludesWeekends = true;
    if (/^\s*inclusiveEndDates\b/.test(text)) inclusiveEnds = true;
  }
  return { excludesWeekends, inclusiveEnds };
}

/** Whether a row is a line across the chart and no work. */
export function isMarker({ line }: GanttRow): boolean {
  return line.tags.some(({ text }) => text === 'vert');
}
