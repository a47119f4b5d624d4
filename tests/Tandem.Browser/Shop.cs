using System.Text.Json.Nodes;

namespace Tandem.Browser;

/// <summary>A small shop's workspace, put in through the public API: what the pages then show.</summary>
public static class Shop
{
    public const int Buyers = 12, PerArm = 60, VisitsOfMail = 40, VisitsOfControl = 10;

    public const int Customers = Buyers + 2 * PerArm;

    /// <summary>The one that the tests look at: two orders, a name, a consent, a mail.</summary>
    public const string Ada = "ada@example.com";

    public static async Task Open(Api api)
    {
        await api.Define("segment", "buyers", """
            kind: segment
            metadata: { name: buyers, title: Buyers, description: Bought at least once. }
            spec:
              expression: events("Order Completed").count() >= 1
            """);
        await api.Define("segment", "mailed", """
            kind: segment
            metadata: { name: mailed, title: May get mail }
            spec: { expression: customer.consents.email }
            """);
        await api.Define("template", "thanks", """
            kind: template
            metadata: { name: thanks, title: Thanks }
            spec:
              channel: email
              purpose: transactional
              from: "Shop <shop@example.com>"
              subject: "Thank you, {{customer.traits.firstName}}"
              html: "<h1>Thank you, {{customer.traits.firstName}}</h1><p>Your order is on its way.</p>"
            """);
        await api.Define("journey", "thank-you", """
            kind: journey
            metadata: { name: thank-you, title: Thank you }
            spec:
              trigger: { event: Order Completed }
              reentry: once
              steps:
                - branch:
                    if: event.properties.total > 20.0
                    then:
                      - send: { channel: email, template: thanks }
                    else:
                      - exit: true
            """);
        await api.Define("campaign", "autumn-test", Campaign("autumn-test", "Autumn test"));
        await api.Define("campaign", "spring-mail", Campaign("spring-mail", "Spring mail"));

        await api.Send(Enumerable.Range(0, Buyers).Select(Identify));
        // A mail needs an address, and who an address belongs to is settled between shards.
        for (var number = 0; number < Buyers; number++) await api.Until($"customers?search={Email(number)}", found => found["items"]!.AsArray().Count == 1);
        await api.Send(Enumerable.Range(0, Buyers).SelectMany(Orders));
        await api.Send(Enumerable.Range(0, PerArm).SelectMany(number => Visitor(number, "mail", number < VisitsOfMail)));
        await api.Send(Enumerable.Range(0, PerArm).SelectMany(number => Visitor(number, "control", number < VisitsOfControl)));
        await api.SendRaw("/v1/track", """{"event":"Nobody did this"}""");

        await api.Until("overview", overview => (int)overview["waiting"]! == 0 && (int)overview["customers"]! == Customers);
        await api.Until("segments/buyers", segment => (int)segment["count"]! == Buyers && (double)segment["evaluated"]! == 1);
        await api.Until("campaigns/autumn-test", campaign => (int)campaign["assigned"]! == 2 * PerArm);
        await api.Until("messages?status=sent", messages => messages["items"]!.AsArray().Count == Buyers);
    }

    private static string Campaign(string name, string title) => $$"""
        kind: campaign
        metadata: { name: {{name}}, title: {{title}} }
        spec:
          audience: buyers
          arms:
            - { name: mail, send: { channel: email, template: thanks } }
            - { name: control, control: true }
          goals:
            - { name: visit, event: Site Visited, within: 14d }
        """;

    private static string Id(int number) => number == 0 ? "ada" : $"buyer-{number}";

    private static string Email(int number) => $"{Id(number)}@example.com";

    private static JsonObject Identify(int number) => new()
    {
        ["type"] = "identify",
        ["userId"] = Id(number),
        ["traits"] = new JsonObject { ["email"] = Email(number), ["firstName"] = number == 0 ? "Ada" : $"Buyer {number}", ["plan"] = "basic" },
        ["context"] = new JsonObject { ["consent"] = new JsonObject { ["categoryPreferences"] = new JsonObject { ["email"] = true } } },
    };

    private static IEnumerable<JsonObject> Orders(int number) =>
        Enumerable.Range(0, 2).Select(order => Track(Id(number), "Order Completed", new() { ["total"] = 29.5 + order, ["currency"] = "EUR" }));

    private static IEnumerable<JsonObject> Visitor(int number, string arm, bool visits)
    {
        var id = $"{arm}-{number}";
        yield return Track(id, "Experiment Viewed", new() { ["experiment_name"] = "autumn-test", ["variation_name"] = arm });
        if (visits) yield return Track(id, "Site Visited", []);
    }

    private static JsonObject Track(string userId, string name, JsonObject properties) =>
        new() { ["type"] = "track", ["userId"] = userId, ["event"] = name, ["properties"] = properties };
}
