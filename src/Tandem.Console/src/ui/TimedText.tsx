import { exactTime } from './format';

const time = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** A sentence of the server's, its times in the reader's own form and zone. */
export function TimedText({ text }: { text: string }) {
  return text.split(time).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <time key={index} dateTime={part} title={part}>
        {exactTime(part)}
      </time>
    ),
  );
}
