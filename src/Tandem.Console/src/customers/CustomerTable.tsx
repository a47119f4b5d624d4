import type { CustomerSummary } from '../api/types';
import { Chip } from '../ui/Chip';
import { count, shortened } from '../ui/format';
import { Time } from '../ui/Time';
import { VirtualTable, type Column } from '../ui/VirtualTable';
import classes from './Customers.module.css';
import { kindInWords, linkToCustomer, nameOf } from './naming';

const columns: Column<CustomerSummary>[] = [
  { label: 'Customer', width: 'minmax(0, 1.1fr)', cell: (customer) => <span className={classes.name}>{nameOf(customer)}</span> },
  {
    label: 'Identities',
    width: 'minmax(0, 2.5fr)',
    wideOnly: true,
    cell: (customer) => (
      <span className={classes.identities}>
        {customer.identities.slice(0, 2).map(({ kind, value }) => (
          <span key={kind + value} title={`${kindInWords(kind)} ${value}`}>
            <span className={classes.kind}>{kindInWords(kind)}</span> {shortened(value, 28)}
          </span>
        ))}
        {customer.identities.length > 2 && <span className={classes.kind}>+{customer.identities.length - 2}</span>}
      </span>
    ),
  },
  {
    label: 'Segments',
    width: 'minmax(0, 1fr)',
    wideOnly: true,
    cell: (customer) => (
      <span className={classes.chips}>
        {customer.segments.slice(0, 2).map((segment) => (
          <Chip key={segment}>{segment}</Chip>
        ))}
        {customer.segments.length > 2 && <Chip title={customer.segments.slice(2).join(', ')}>+{customer.segments.length - 2}</Chip>}
      </span>
    ),
  },
  { label: 'Interactions', width: '92px', align: 'right', wideOnly: true, cell: (customer) => count(customer.interactions) },
  { label: 'Last seen', width: '116px', align: 'right', cell: (customer) => <Time at={customer.lastSeen} /> },
];

export function CustomerTable({ customers, label, more }: { customers: CustomerSummary[]; label: string; more?: () => void }) {
  return (
    <VirtualTable
      label={label}
      columns={columns}
      rows={customers}
      keyOf={(customer) => customer.id}
      linkTo={(customer) => linkToCustomer(customer.id)}
      more={more}
    />
  );
}
