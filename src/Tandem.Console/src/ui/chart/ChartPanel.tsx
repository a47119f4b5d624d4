import { useRef, type ReactNode } from 'react';
import { Panel } from '../Panel';
import type { Word } from '../terms/words';
import { ChartDownload, type ChartData } from './ChartDownload';

interface Props {
  title: string;
  word?: Word;
  note?: ReactNode;
  actions?: ReactNode;
  data: ChartData;
  children: ReactNode;
}

/** The panel around every chart: with its title, and the downloads. */
export function ChartPanel({ data, actions, children, title, ...panel }: Props) {
  const chart = useRef<HTMLDivElement>(null);
  return (
    <Panel
      {...panel}
      title={title}
      actions={
        <>
          {actions}
          <ChartDownload title={title} data={data} chart={chart} />
        </>
      }
    >
      <div ref={chart}>{children}</div>
    </Panel>
  );
}
