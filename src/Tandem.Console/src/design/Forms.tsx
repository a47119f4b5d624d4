import { Checkbox, TextInput } from '@mantine/core';
import { RequestFailed } from '../api/client';
import { Form } from '../ui/form/Form';
import { TypedQuestion } from '../ui/form/TypedQuestion';
import { Panel } from '../ui/Panel';
import classes from './Design.module.css';

const refused = new RequestFailed(400, [
  { code: 'bad_name', message: 'A source’s name has no capitals.', path: 'name', hint: 'Try a name such as web-shop.' },
]);

/** Fields, what the server says about one, and the question before what cannot be undone. */
export function Forms() {
  return (
    <div className={classes.pair}>
      <Panel title="A form" note="what the server says stands at its field">
        <Form work={{ error: refused, isPending: false }} fields={['title', 'name']} yes="Create source" onYes={() => {}} onNo={() => {}}>
          {(problem) => (
            <>
              <TextInput label="Title" placeholder="Web shop" error={problem('title')} />
              <TextInput
                label="Name"
                description="Stays for ever: small letters, digits and hyphens."
                defaultValue="Web Shop"
                error={problem('name')}
              />
              <Checkbox label="Start at once" description="Interactions are taken from now on." />
            </>
          )}
        </Form>
      </Panel>
      <Panel title="A dangerous question" note="says what it touches, with numbers">
        <TypedQuestion
          name="win-back"
          to="to halt it"
          yes="Halt"
          no="Let it run"
          dangerous
          work={{ error: null, isPending: false }}
          onYes={() => {}}
          onNo={() => {}}
        >
          <span>
            This stops <strong>3 journeys</strong> with <strong>1,204 customers</strong> in flight.
          </span>
        </TypedQuestion>
      </Panel>
    </div>
  );
}
