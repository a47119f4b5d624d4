namespace Tandem.Bench.Load;

/// <summary>The calls that a shop's customers make, about 450 bytes each. The letters in <see cref="Place"/>s are written over before each sending.</summary>
internal static class Calls
{
    private const string Context = """
        "context":{"ip":"203.0.113.7","locale":"de-DE","library":{"name":"analytics-node","version":"2.3.0"},"userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"}
        """;

    private const string Head = $$$"""
        "userId":"{{{Place.Customer}}}","messageId":"{{{Place.Message}}}","timestamp":"{{{Place.Time}}}",{{{Context}}}
        """;

    private const string HeadOnDevice = $$$"""
        "anonymousId":"device-{{{Place.Customer}}}",{{{Head}}}
        """;

    public static string Identify { get; } = Identified(Head);

    /// <summary>The same with the device, so that later calls with it show nothing new.</summary>
    public static string IdentifyOnDevice { get; } = Identified(HeadOnDevice);

    private static string Identified(string head) => $$$"""
        {"type":"identify",{{{head}}},"traits":{"email_domain":"example.com","firstName":"Alex","lastName":"Sommer","plan":"plus","city":"Hamburg","age":41,"newsletter":true}}
        """;

    /// <summary>Ten calls that stand for all: one in ten says who somebody is, two in ten show a device too.</summary>
    public static IReadOnlyList<string> Mix { get; } =
    [
        Viewed(Head), Page(HeadOnDevice), Viewed(Head), Added, Viewed(Head), Identify, Viewed(HeadOnDevice), Page(Head), Added, Ordered,
    ];

    /// <summary>One call whose event has one of some names.</summary>
    public static string Named { get; } = Track(Place.Event, Head, """ "product_id":"sku-20417","name":"Rain jacket","category":"Outdoor","price":19.90,"currency":"EUR" """);

    private static string Added => Track("Product Added", Head, """ "cart_id":"cart-71","product_id":"sku-20417","price":19.90,"quantity":1,"currency":"EUR" """);

    private static string Ordered => Track("Order Completed", Head, """ "order_id":"order-99817","total":39.80,"currency":"EUR","products":[{"product_id":"sku-20417","price":19.90}] """);

    private static string Viewed(string head) => Track("Product Viewed", head, """ "product_id":"sku-20417","name":"Rain jacket","category":"Outdoor","price":19.90,"currency":"EUR" """);

    private static string Track(string name, string head, string properties) => $$$"""
        {"type":"track","event":"{{{name}}}",{{{head}}},"properties":{{{{properties.Trim()}}}}}
        """;

    private static string Page(string head) => $$$"""
        {"type":"page","name":"Product",{{{head}}},"properties":{"url":"https://shop.example.com/outdoor/rain-jacket","path":"/outdoor/rain-jacket","title":"Rain jacket"}}
        """;
}
