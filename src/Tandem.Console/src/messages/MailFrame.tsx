import classes from './Messages.module.css';

// A policy of the mail's own on top of the empty sandbox: no script, no form, nothing fetched but pictures inside the mail.
const policy =
  '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data: cid:; style-src \'unsafe-inline\'; font-src data:">';

/** The mail as its reader would see it, on white paper in both schemes, where it can do nothing. */
export function MailFrame({ html }: { html: string }) {
  return <iframe className={classes.frame} title="The rendered mail" sandbox="" srcDoc={policy + html} />;
}
