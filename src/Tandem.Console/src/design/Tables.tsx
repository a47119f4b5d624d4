import { decimal } from '../ui/format';
import { Nothing } from '../ui/Nothing';
import type { Column } from '../ui/table/column';
import { DataTable } from '../ui/table/DataTable';

const million = 1_000_000;
const rows = Array.from({ length: million }, (_, index) => index);
const plans = ['basic', 'silver', 'gold'];

// A number that looks drawn at random and is the same in every browser.
const mixed = (index: number) => ((index + 1) * 2_654_435_761) % 4_294_967_296;
const spent = (index: number) => (mixed(index) % 100_000) / 100;

const columns: Column<number>[] = [
  { id: 'customer', label: 'Customer', word: 'customer', width: 'minmax(0, 1.5fr)', value: (index) => `customer-${index + 1}` },
  { id: 'plan', label: 'Plan', word: 'trait', width: 'minmax(0, 1fr)', wideOnly: true, value: (index) => plans[mixed(index) % 3] ?? null },
  {
    id: 'orders',
    label: 'Orders',
    width: '88px',
    align: 'right',
    value: (index) => mixed(index) % 40,
  },
  { id: 'spent', label: 'Spent', width: '96px', align: 'right', value: spent, cell: (index) => `${decimal(spent(index), 2)} €` },
  { id: 'number', label: 'Number', width: '96px', align: 'right', wideOnly: true, extra: true, value: (index) => index + 1 },
];

/** The table, with a million rows: sort, filter, columns, keys, download. */
export function Tables() {
  return (
    <DataTable
      name="design"
      label="A million rows"
      columns={columns}
      rows={rows}
      keyOf={String}
      linkTo={() => '/_/design'}
      empty={<Nothing title="Never empty" />}
    />
  );
}
