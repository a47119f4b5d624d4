import { fontsInUse } from './fonts';

const scale = 2;

/**
 * What is drawn in an element as a PNG, in the colours of the moment.
 * @param inView only the part that the window shows: a list may be as long as all customers.
 */
export async function pictureOf(element: HTMLElement, inView = false): Promise<Blob> {
  const { width, top, bottom } = element.getBoundingClientRect();
  const from = inView ? Math.max(0, -top) : 0;
  const height = (inView ? Math.min(bottom, window.innerHeight) : bottom) - top - from;
  const copy = element.cloneNode(true) as HTMLElement;
  copy.querySelectorAll('[data-not-drawn]').forEach((part) => part.remove());
  const drawn = element.querySelectorAll('*:not([data-not-drawn], [data-not-drawn] *)');
  copy.querySelectorAll('*').forEach((part, index) => wear(part as HTMLElement | SVGElement, drawn[index]));
  wear(copy, element);
  copy.style.margin = '0';

  const ground = getComputedStyle(document.documentElement).getPropertyValue('--panel');
  const box = `<foreignObject y="${-from}" width="100%" height="${bottom - top}">${new XMLSerializer().serializeToString(copy)}</foreignObject>`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style>${await fontsInUse()}</style><rect width="100%" height="100%" fill="${ground}"/>${box}</svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();

  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw pictures.');
  context.scale(scale, scale);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  );
}

/** The picture stands alone: what style sheets say of a part is written on the part. */
function wear(copy: HTMLElement | SVGElement, original: Element | undefined) {
  if (original === undefined) return;
  const style = getComputedStyle(original);
  for (const name of style) copy.style.setProperty(name, style.getPropertyValue(name));
}
