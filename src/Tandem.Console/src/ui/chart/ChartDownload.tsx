import type { RefObject } from 'react';
import { Download } from '../Download';
import type { Value } from '../table/column';
import { csv } from '../table/csv';

export interface ChartData {
  /** Of the files. */
  name: string;
  columns: string[];
  rows: () => Value[][];
  /** Of what is not drawn but listed. */
  words?: { picture: string; csv: string };
}

/** What a short list is called that stands in a panel of its own. */
export const listed = { picture: 'Picture (PNG)', csv: 'Rows (CSV)' };

/** Keeps a chart as a picture, or as the numbers behind it. */
export const ChartDownload = ({ title, data, chart }: { title: string; data: ChartData; chart: RefObject<HTMLElement | null> }) => (
  <Download title={title} name={data.name} drawn={chart} words={data.words} csv={() => csv(data.columns, data.rows())} />
);
