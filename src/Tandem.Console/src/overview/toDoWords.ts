import { addresses } from '../addresses';
import type { ToDo } from '../api/types';
import { plural } from '../ui/format';

interface Words {
  text: string;
  to?: string;
  about?: string;
}

/** What waits, in words, and where it can be done. */
export function toDoWords({ kind, name, title, count, reason }: ToDo): Words {
  switch (kind) {
    case 'rejects':
      return { text: `Mend ${plural(count, 'rejected item')} of ${title}`, to: `${addresses.source(name)}?tab=rejected` };
    case 'uncertain-messages':
      return {
        text: `Look at ${plural(count, 'message')} that may not have been sent`,
        to: `${addresses.messages}?status=uncertain`,
        about: 'The server was cut off while it sent them.',
      };
    case 'storage':
      return {
        text: name === '' ? 'Make room: nothing more is accepted' : `Make writing possible again: ${name}`,
        about: reason ?? undefined,
      };
    case 'overload':
      return { text: 'More comes in than can be folded', about: 'Calls are answered with 429 until it has caught up.' };
    case 'source-channel':
      return { text: `Say which channel ${title} is`, to: addresses.source(name) };
    case 'campaign-draft':
      return { text: `Launch ${title}`, to: addresses.campaign(name), about: 'Published, and not launched yet.' };
    default:
      return { text: title || kind, about: reason ?? undefined };
  }
}
