namespace Tandem.Server.Tests.Definitions;

/// <summary>A small workspace.</summary>
internal static class Samples
{
    public const string All = """
        kind: segment
        metadata: { name: lapsing, title: Lapsing buyers }
        spec:
          expression: >-
            events("Order Completed").count() >= 1 && events("Order Completed").within("90d").none()
        ---
        kind: template
        metadata: { name: win-back, title: We miss you }
        spec:
          channel: email
          purpose: marketing
          from: "Shop <shop@example.com>"
          subject: "{{customer.traits.firstName}}, we miss you"
          html: |
            <h1>Hello {{customer.traits.firstName}}</h1>
            <a href="{{unsubscribe_url}}">Unsubscribe</a>
        ---
        kind: template
        metadata: { name: mens-mail }
        spec: { channel: email, purpose: marketing, subject: Men, html: '<a href="{{unsubscribe_url}}">No more</a>' }
        ---
        kind: template
        metadata: { name: receipt }
        spec: { channel: email, purpose: transactional, subject: Thank you, text: Thank you. }
        ---
        kind: journey
        metadata: { name: win-back, title: Win back }
        spec:
          trigger: { segment: lapsing }
          reentry: once
          steps:
            - id: a-day
              wait: 1d
            - branch:
                if: in_segment("lapsing")
                then:
                  - send: { channel: email, template: win-back }
                else:
                  - exit: true
            - wait: 2h
            - send: { channel: email, template: receipt }
        ---
        kind: campaign
        metadata: { name: spring-mail, title: Spring mail }
        spec:
          audience: lapsing
          arms:
            - { name: mens, send: { channel: email, template: mens-mail }, weight: 2 }
            - { name: womens, send: { channel: email, template: win-back } }
            - { name: control, control: true }
          goals:
            - { name: visit, event: Site Visited, within: 14d }
            - { name: purchase, event: Order Completed, within: 14d, value: total }
        """;
}
