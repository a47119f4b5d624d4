import classes from './Shell.module.css';

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      className={classes.mark}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.8"
      aria-hidden
    >
      <circle cx="9.5" cy="19" r="6.5" />
      <circle cx="22.5" cy="19" r="6.5" />
      <path d="M9.5 19 15 8h7.5v11" strokeLinejoin="round" strokeLinecap="round" />
    </svg>
  );
}
