import { diagnostic, type Diagnostic, type SourceSpan } from '@nx-crest/core';
import type { SourceText } from '../source/source-text.js';
import { readFlowChain, type FlowArrow, type FlowNode } from './flow-line.js';
import type { Diagram } from './read-diagrams.js';

/** A node of the flowcharts of a document: where it is first mentioned, and what is written of it anywhere. */
export interface ChartNode {
  /** As written, and unique in the document: ids are local to a chart. */
  readonly key: string;
  readonly id: string;
  readonly chart: number;
  /** Where its label is, else its first mention. */
  span: SourceSpan;
  label: { readonly text: string; readonly start: number } | undefined;
  /** The class behind `:::`, with its place, or from a `class` line. */
  style: { readonly text: string; readonly start?: number } | undefined;
  subgraph: number | undefined;
  readonly details: string[];
}

/** `subgraph id [Title]`. */
export interface Subgraph {
  readonly key: string | undefined;
  readonly title: string;
  readonly chart: number;
  readonly span: SourceSpan;
  readonly parent: number | undefined;
  /** The index of the last subgraph inside. */
  last: number;
}

/** `before` comes before `after`; keys of nodes and subgraphs. */
export interface ChartEdge {
  readonly before: readonly ChartEnd[];
  readonly after: readonly ChartEnd[];
  readonly dotted: boolean;
  readonly span: SourceSpan;
}

export interface ChartEnd {
  readonly key: string;
  readonly span: SourceSpan;
}

/** What the flowcharts of a document hold. */
export interface Flowcharts {
  readonly nodes: ReadonlyMap<string, ChartNode>;
  readonly subgraphs: readonly Subgraph[];
  readonly edges: readonly ChartEdge[];
  /** Names of classes that the charts define or use. */
  readonly styles: ReadonlySet<string>;
  /** CREST254 for lines that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

const SETTING = /^(?:classDef|style|linkStyle|click|direction|accTitle|accDescr|%%)(?=\s|:|%|\{|$)/;
/** An arrow that reads from the one that waits to the one it waits for. */
const REVERSED = /^(?:depends|requires|needs|blocked|waits|after)\b/i;

/** Reads all flowcharts of a document. *Complexity*: linear. */
export function readFlowcharts(source: SourceText, diagrams: readonly Diagram[]): Flowcharts {
  const reading = new Reading(source);
  diagrams.forEach(({ firstLine, column, lastLine }, chart) => {
    reading.startChart(chart);
    for (let line = firstLine; line <= lastLine; line++) {
      const text = source.lineText(line);
      reading.readLine(line, text, line === firstLine ? afterDirection(text, column) : 0);
    }
  });
  return reading;
}

/** `graph TD; A --> B` */
function afterDirection(text: string, column: number): number {
  return column + (/^\s*(?:TB|TD|BT|RL|LR|>|<|\^|v)?(?=[\s;]|$)/.exec(text.slice(column))?.[0].length ?? 0);
}

class Reading implements Flowcharts {
  readonly nodes = new Map<string, ChartNode>();
  readonly subgraphs: Subgraph[] = [];
  readonly edges: ChartEdge[] = [];
  readonly styles = new Set<string>();
  readonly diagnostics: Diagnostic[] = [];
  private readonly source: SourceText;
  private chart = 0;
  /** Indices of the subgraphs around the place. */
  private open: number[] = [];
  private readonly subgraphKeys = new Set<string>();
  private lineStart = 0;
  private latest: ChartNode | undefined;

  constructor(source: SourceText) {
    this.source = source;
  }

  startChart(chart: number): void {
    this.chart = chart;
    this.open = [];
    this.latest = undefined;
  }

  readLine(line: number, text: string, from: number): void {
    this.lineStart = this.source.lineStarts[line - 1] ?? 0;
    const statement = text.slice(from).trim();
    if (statement.startsWith('%%')) this.latest?.details.push(statement.replace(/^%+\s*/, ''));
    if (statement === '' || SETTING.test(statement)) this.readSetting(statement);
    else if (/^subgraph\b/.test(statement)) this.openSubgraph(statement, line);
    else if (/^end\s*;?$/.test(statement)) this.closeSubgraph();
    else if (/^class\s/.test(statement)) this.readClass(statement);
    else this.readStatements(text, from);
  }

  private keyOf(id: string): string {
    return `${this.chart} ${id}`;
  }

  private readSetting(statement: string): void {
    const [word, names = ''] = statement.split(/\s+/, 2);
    if (word === 'classDef') for (const name of names.split(',')) this.styles.add(name);
  }

  /** `class A,B done` */
  private readClass(statement: string): void {
    const [, ids = '', name = ''] = /^class\s+(.*\S)\s+([\w-]+)\s*;?$/.exec(statement) ?? [];
    if (name !== '') this.styles.add(name);
    for (const id of ids.split(',')) {
      const node = this.nodes.get(this.keyOf(id.trim()));
      if (node) node.style = { text: name };
    }
  }

  private openSubgraph(statement: string, line: number): void {
    const rest = statement.slice('subgraph'.length).replace(/;$/, '').trim();
    const named = /^([\w.-]+)\s*\[(.*)\]$/.exec(rest);
    const id = named?.[1] ?? (/^[\w.-]+$/.test(rest) ? rest : undefined);
    const title = (named?.[2] ?? rest).replace(/^"|"$/g, '').trim();
    const key = id === undefined ? undefined : this.keyOf(id);
    if (key !== undefined) {
      this.subgraphKeys.add(key);
      // An arrow above has mentioned it already.
      if (this.nodes.get(key)?.label === undefined) this.nodes.delete(key);
    }
    const index = this.subgraphs.length;
    const span = this.source.lineSpan(line);
    this.subgraphs.push({ key, title, chart: this.chart, span, parent: this.open.at(-1), last: index });
    this.open.push(index);
  }

  private closeSubgraph(): void {
    const closed = this.subgraphs[this.open.pop() ?? -1];
    if (closed) closed.last = this.subgraphs.length - 1;
  }

  private readStatements(text: string, from: number): void {
    let at = from;
    while (at < text.length) {
      const chain = readFlowChain(text, at);
      chain.nodes.forEach((list) => {
        for (const node of list) this.mention(node);
      });
      chain.arrows.forEach((arrow, index) => {
        this.connect(arrow, chain.nodes[index] ?? [], chain.nodes[index + 1] ?? []);
      });
      at = chain.end;
      if (text[at] === ';') at++;
      else if (at < text.length) {
        const rest = text.slice(at).trim();
        if (!rest.startsWith('%%')) this.reportRest(rest, at);
        return;
      }
    }
  }

  private reportRest(rest: string, at: number): void {
    const start = this.lineStart + at;
    this.diagnostics.push(
      diagnostic('CREST254', { text: rest }, { span: this.source.spanAt(start, start + rest.length) }),
    );
  }

  private mention({ id, start, end, label, style }: FlowNode): void {
    const key = this.keyOf(id);
    if (this.subgraphKeys.has(key) && !label) return;
    const span = this.source.spanAt(this.lineStart + start, this.lineStart + end);
    const node = this.nodes.get(key) ?? this.addNode(key, id, span);
    node.subgraph ??= this.open.at(-1);
    if (label) {
      node.label = { text: label.text, start: this.lineStart + label.start };
      node.span = span;
    }
    if (style) {
      node.style = { text: style.text, start: this.lineStart + style.start };
      this.styles.add(style.text);
    }
    this.latest = node;
  }

  private addNode(key: string, id: string, span: SourceSpan): ChartNode {
    const facts = { label: undefined, style: undefined, subgraph: undefined, details: [] };
    const node: ChartNode = { key, id, chart: this.chart, span, ...facts };
    this.nodes.set(key, node);
    return node;
  }

  private connect(arrow: FlowArrow, left: readonly FlowNode[], right: readonly FlowNode[]): void {
    if (arrow.direction === 'none') return;
    const isBackward = (arrow.direction === 'backward') !== REVERSED.test(arrow.label);
    const [before, after] = (isBackward ? [right, left] : [left, right]).map((list) => this.endsOf(list));
    const [first, last] = [left[0]?.start ?? 0, right.at(-1)?.end ?? 0];
    const span = this.source.spanAt(this.lineStart + first, this.lineStart + last);
    this.edges.push({ before: before ?? [], after: after ?? [], dotted: arrow.dotted, span });
  }

  private endsOf(list: readonly FlowNode[]): ChartEnd[] {
    return list.map(({ id, start, end }) => {
      return { key: this.keyOf(id), span: this.source.spanAt(this.lineStart + start, this.lineStart + end) };
    });
  }
}
