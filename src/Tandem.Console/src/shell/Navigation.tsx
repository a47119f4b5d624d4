import { IconX } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { Mark } from './Mark';
import { partAt, places } from './places';
import { SchemeSwitch } from './SchemeSwitch';
import classes from './Shell.module.css';
import { useWorkspace } from './queries';

export function Navigation({ open, onClose }: { open: boolean; onClose: () => void }) {
  const workspace = useWorkspace();
  const here = partAt(useLocation().pathname);
  return (
    <>
      <div className={classes.brand}>
        <Mark />
        <div className={classes.names}>
          <div className={classes.workspace}>{workspace.data?.name ?? '\u00a0'}</div>
          <div className={classes.product}>Tandem {workspace.data?.version}</div>
        </div>
        {open && (
          <button type="button" className={classes.menuButton} onClick={onClose} aria-label="Close the navigation">
            <IconX size={20} aria-hidden />
          </button>
        )}
      </div>
      <nav aria-label="Main" className={classes.nav}>
        {places.map(({ label, icon: Icon, parts }) => (
          <Link
            key={label}
            to={parts[0].to}
            aria-current={parts.some((part) => part === here) ? 'page' : undefined}
            className={classes.navLink}
            onClick={onClose}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            {label}
          </Link>
        ))}
      </nav>
      <div className={classes.foot}>
        <SchemeSwitch />
      </div>
    </>
  );
}
