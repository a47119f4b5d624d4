import {
  cloneElement,
  lazy,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
  type HTMLAttributes,
  type ReactElement,
  type RefAttributes,
} from 'react';
import { words, type Word } from './words';

// What draws it is fetched when a meaning is first asked for: a page has many words, and few are asked for.
const Meaning = lazy(async () => ({ default: (await import('./Meaning')).Meaning }));
const rest = 250;

/** An element without listeners, reference or description of its own. */
type Bearer = ReactElement<HTMLAttributes<HTMLElement> & RefAttributes<HTMLElement>>;

/** Says what a word means while the thing that bears it is hovered, touched or has the focus; Escape puts it away. */
export function Explained({ word, children }: { word: Word | undefined; children: Bearer }) {
  return word === undefined ? children : <Explaining word={word}>{children}</Explaining>;
}

function Explaining({ word, children }: { word: Word; children: Bearer }) {
  const id = useId();
  const bearer = useRef<HTMLElement>(null);
  const timer = useRef<number>(undefined);
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);

  const show = () => {
    setWanted(true);
    setOpened(true);
  };
  const hide = () => {
    window.clearTimeout(timer.current);
    setOpened(false);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <>
      {cloneElement(children, {
        ref: bearer,
        'aria-describedby': opened ? id : undefined,
        onPointerEnter: () => {
          timer.current = window.setTimeout(show, rest);
        },
        onPointerLeave: hide,
        onFocus: show,
        onBlur: hide,
        onKeyDown: ({ key }) => {
          if (key === 'Escape') hide();
        },
      })}
      {wanted && (
        <Suspense fallback={null}>
          <Meaning id={id} of={bearer} opened={opened}>
            {words[word]}
          </Meaning>
        </Suspense>
      )}
    </>
  );
}
