import type { CustomerSummary } from '../api/types';
import { Chip } from '../ui/Chip';
import { shortened } from '../ui/format';
import type { Column } from '../ui/table/column';
import { Time } from '../ui/Time';
import classes from './Customers.module.css';
import { kindInWords, nameOf } from './naming';

const list = (kind: string) => (customer: CustomerSummary) =>
  customer.identities
    .filter((identity) => identity.kind === kind)
    .map(({ value }) => value)
    .join(' ') || null;

/** What a list of customers can show of each. */
export const customerColumns: Column<CustomerSummary>[] = [
  {
    id: 'customer',
    label: 'Customer',
    word: 'customer',
    width: 'minmax(0, 1.1fr)',
    value: nameOf,
    cell: (customer) => <span className={classes.name}>{nameOf(customer)}</span>,
  },
  {
    id: 'identities',
    label: 'Identities',
    word: 'identity',
    width: 'minmax(0, 2.5fr)',
    wideOnly: true,
    value: ({ identities }) => identities.map(({ kind, value }) => `${kind}:${value}`).join(' '),
    cell: ({ identities }) => (
      <span className={classes.identities}>
        {identities.slice(0, 2).map(({ kind, value }) => (
          <span key={kind + value} title={`${kindInWords(kind)} ${value}`}>
            <span className={classes.kind}>{kindInWords(kind)}</span> {shortened(value, 28)}
          </span>
        ))}
        {identities.length > 2 && <span className={classes.kind}>+{identities.length - 2}</span>}
      </span>
    ),
  },
  { id: 'email', label: 'E-mail', width: 'minmax(0, 1fr)', wideOnly: true, extra: true, value: list('email') },
  { id: 'userId', label: 'User id', width: 'minmax(0, 1fr)', wideOnly: true, extra: true, value: list('userId') },
  {
    id: 'segments',
    label: 'Segments',
    word: 'segment',
    width: 'minmax(0, 1fr)',
    wideOnly: true,
    value: ({ segments }) => segments.join(' '),
    cell: ({ segments }) => (
      <span className={classes.chips}>
        {segments.slice(0, 2).map((segment) => (
          <Chip key={segment}>{segment}</Chip>
        ))}
        {segments.length > 2 && <Chip title={segments.slice(2).join(', ')}>+{segments.length - 2}</Chip>}
      </span>
    ),
  },
  {
    id: 'interactions',
    label: 'Interactions',
    word: 'interaction',
    width: '92px',
    align: 'right',
    wideOnly: true,
    value: ({ interactions }) => interactions,
  },
  {
    id: 'firstSeen',
    label: 'First seen',
    width: '116px',
    align: 'right',
    wideOnly: true,
    extra: true,
    value: ({ firstSeen }) => firstSeen,
    cell: ({ firstSeen }) => <Time at={firstSeen} />,
  },
  {
    id: 'lastSeen',
    label: 'Last seen',
    width: '116px',
    align: 'right',
    value: ({ lastSeen }) => lastSeen,
    cell: ({ lastSeen }) => <Time at={lastSeen} />,
  },
  {
    id: 'id',
    label: 'Customer id',
    width: '152px',
    wideOnly: true,
    extra: true,
    value: ({ id }) => id,
    cell: ({ id }) => <code>{id}</code>,
  },
];
