import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconFileTypeCsv, IconPhoto } from '@tabler/icons-react';
import { useState, type RefObject } from 'react';
import { pictureOf } from './chart/picture';
import { notify } from './notices/notify';
import { save, saveCsv } from './save';

interface Props {
  /** What is kept, as the button says it. */
  title: string;
  /** Of the files, without their ending. */
  name: string;
  drawn: RefObject<HTMLElement | null>;
  csv: () => string | Promise<string>;
  words?: { picture: string; csv: string };
  /** Whether the picture is of what the window shows only. */
  inView?: boolean;
  disabled?: boolean;
}

const ofChart = { picture: 'Picture (PNG)', csv: 'Numbers (CSV)' };

/** Keeps what is on the page as a picture, or as the numbers behind it. */
export function Download({ title, name, drawn, csv, words = ofChart, inView, disabled }: Props) {
  const [working, setWorking] = useState(false);
  const keep = async (make: () => Promise<void>) => {
    setWorking(true);
    try {
      await make();
    } catch (error) {
      void notify({ color: 'red', message: `${title} could not be downloaded: ${(error as Error).message}` });
    } finally {
      setWorking(false);
    }
  };
  const keepPicture = async () => {
    if (drawn.current !== null) save(`${name}.png`, await pictureOf(drawn.current, inView));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Download">
          <ActionIcon variant="subtle" color="gray" c="dimmed" aria-label={`Download ${title}`} loading={working} disabled={disabled}>
            <IconDownload size={16} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => void keep(keepPicture)}>
          {words.picture}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={15} />} onClick={() => void keep(async () => saveCsv(name, await csv()))}>
          {words.csv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
