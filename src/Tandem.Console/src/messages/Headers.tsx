import { Group } from '@mantine/core';
import { useRef } from 'react';
import type { Message } from '../api/types';
import { ChartDownload, listed } from '../ui/chart/ChartDownload';
import classes from './Messages.module.css';

/** A mail's header fields, in their order. */
export function Headers({ message: { id, headers } }: { message: Pick<Message, 'id' | 'headers'> }) {
  const table = useRef<HTMLTableElement>(null);
  const data = {
    name: `headers-of-${id}`,
    columns: ['name', 'value'],
    rows: () => headers.map(({ name, value }) => [name, value]),
    words: listed,
  };
  return (
    <>
      <Group justify="flex-end" px="md">
        <ChartDownload title="the headers" data={data} chart={table} />
      </Group>
      <table ref={table} className={classes.headers}>
        <tbody>
          {headers.map(({ name, value }, index) => (
            <tr key={`${name}${index}`}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
