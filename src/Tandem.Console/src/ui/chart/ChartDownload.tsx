import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileTypeCsv, IconPhoto } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { save, saveCsv } from '../save';
import { csv } from '../table/csv';
import type { Value } from '../table/column';
import { pictureOf } from './picture';

export interface ChartData {
  /** Of the files. */
  name: string;
  columns: string[];
  rows: () => Value[][];
}

/** Keeps a chart as a picture, or as the numbers behind it. */
export function ChartDownload({ title, data, chart }: { title: string; data: ChartData; chart: RefObject<HTMLElement | null> }) {
  const keepPicture = async () => {
    if (chart.current === null) return;
    try {
      save(`${data.name}.png`, await pictureOf(chart.current));
    } catch (error) {
      notifications.show({ color: 'red', message: `The picture could not be made: ${(error as Error).message}` });
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Download">
          <ActionIcon variant="subtle" color="gray" size="sm" c="dimmed" aria-label={`Download ${title}`}>
            <IconDownload size={15} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => void keepPicture()}>
          Picture (PNG)
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={15} />} onClick={() => saveCsv(data.name, csv(data.columns, data.rows()))}>
          Numbers (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
