import type { RefObject } from 'react';
import { Download } from '../Download';
import type { Value } from '../table/column';
import { csv } from '../table/csv';

export interface ChartData {
  /** Of the files. */
  name: string;
  columns: string[];
  rows: () => Value[][];
}

/** Keeps a chart as a picture, or as the numbers behind it. */
export const ChartDownload = ({ title, data, chart }: { title: string; data: ChartData; chart: RefObject<HTMLElement | null> }) => (
  <Download title={title} name={data.name} drawn={chart} csv={() => csv(data.columns, data.rows())} />
);
