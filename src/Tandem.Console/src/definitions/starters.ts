import type { DefinitionKind } from '../api/types';

/** A first definition of each kind to change, as the documentation shows them. */
export const starters: Record<DefinitionKind, { about: string; text: string }> = {
  segment: {
    about: 'Customers for whom an expression over traits and events holds, kept up to date with every interaction and with time passing.',
    text: `kind: segment
metadata:
  name: ""
  title: ""
spec:
  expression: ""
`,
  },
  template: {
    about: 'The content of a message, in Handlebars, with the customer and the interaction as data.',
    text: `kind: template
metadata:
  name: win-back
  title: We miss you
spec:
  channel: email
  purpose: marketing # or transactional, which needs no consent
  subject: "{{customer.traits.firstName}}, we miss you"
  html: |
    <h1>Hello {{customer.traits.firstName}}</h1>
    <p>It has been a while.</p>
    <p><a href="{{unsubscribe_url}}">Unsubscribe</a></p>
`,
  },
  journey: {
    about: 'Steps that a customer walks after an event, or after entering a segment: wait, branch, send.',
    text: `kind: journey
metadata:
  name: win-back
  title: Win back
spec:
  trigger: { segment: lapsing } # or { event: Order Completed }
  reentry: once # or afterExit
  steps:
    - wait: 1d
    - branch:
        if: in_segment("lapsing")
        then:
          - send: { channel: email, template: win-back }
        else:
          - exit: true
`,
  },
  campaign: {
    about: 'A segment put into arms at random, with a control group that gets nothing, so that the lift of each arm can be measured.',
    text: `kind: campaign
metadata:
  name: spring-mail
  title: Spring mail
spec:
  audience: lapsing
  arms:
    - { name: mail, send: { channel: email, template: win-back } }
    - { name: control, control: true }
  goals:
    - { name: purchase, event: Order Completed, within: 14d, value: total }
`,
  },
  identity: {
    about: 'How many identities of a kind a customer may have before more are kept apart, and values that identify nobody.',
    text: `kind: identity
metadata:
  name: devices
  title: Many cookies
spec:
  kind: anonymousId # or userId, email, phone, a kind of your own
  limits: # in place of the default, five for ever
    - { count: 20, per: ever }
    - { count: 3, per: day }
  blocked: [store-tablet, kiosk-1] # shared devices, which join nobody
`,
  },
};
