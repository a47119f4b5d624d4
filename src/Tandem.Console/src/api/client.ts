import type { Problem } from './types';

/** The server's answer when it is not a success: its status and what it says is wrong. */
export class RequestFailed extends Error {
  readonly status: number;
  readonly problems: Problem[];

  constructor(status: number, problems: Problem[]) {
    super(problems[0]?.message ?? `The server answered ${status}.`);
    this.status = status;
    this.problems = problems;
  }
}

/** Whether the server says that there is no such thing. */
export const isMissing = (error: Error) => error instanceof RequestFailed && error.status === 404;

type Query = Record<string, string | number | undefined | null>;

const root = '/api/v1';

export const pathTo = (...parts: string[]) => `/${parts.map(encodeURIComponent).join('/')}`;

/** `userId:ada` as the address of one customer; the colon stays, both sides of it are escaped. */
export function customerPath(key: string, rest = '') {
  const colon = key.indexOf(':');
  return `/customers/${encodeURIComponent(key.slice(0, colon))}:${encodeURIComponent(key.slice(colon + 1))}${rest}`;
}

export function addressOf(path: string, query?: Query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length > 0 ? `${root}${path}?${search}` : root + path;
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  const json = text !== '' && response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as unknown) : null;
  if (response.ok) return json;
  const problems = (json as { errors?: Problem[] } | null)?.errors;
  throw new RequestFailed(response.status, problems ?? []);
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
  return (await answerOf(await fetch(addressOf(path, query), { signal, headers: { accept: 'application/json' } }))) as T;
}

export async function send<T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  query?: Query,
  signal?: AbortSignal,
): Promise<T> {
  const text = typeof body === 'string';
  const response = await fetch(addressOf(path, query), {
    method,
    signal,
    headers: { accept: 'application/json', 'content-type': text ? 'application/yaml' : 'application/json' },
    body: body === undefined ? undefined : text ? body : JSON.stringify(body),
  });
  return (await answerOf(response)) as T;
}
